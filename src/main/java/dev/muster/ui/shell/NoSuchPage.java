package dev.muster.ui.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;

/** What an address without a page shows: the frame that everybody knows, and the way on. */
@ParentLayout(MainLayout.class)
@PermitAll
class NoSuchPage extends Div implements HasErrorParameter<NotFoundException>, HasDynamicTitle {

    NoSuchPage() {
        addClassName("stack");
        add(
                new H1("There is no such page"),
                new Paragraph("The address is wrong or old. Nothing was changed."),
                new Paragraph(new Anchor("", "Now: what is open and what waits")));
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        return HttpServletResponse.SC_NOT_FOUND;
    }

    @Override
    public String getPageTitle() {
        return "No such page · Muster";
    }
}
