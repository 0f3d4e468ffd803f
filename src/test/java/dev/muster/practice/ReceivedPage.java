package dev.muster.practice;

import java.util.List;

/** What a receiver of the estate has taken, as a plain page; newest first. */
final class ReceivedPage {

    private ReceivedPage() {}

    static String of(String title, List<String> texts) {
        StringBuilder page = new StringBuilder("<!doctype html><html lang=en><meta charset=utf-8><title>" + title
                + "</title><meta name=viewport content='width=device-width'><style>:root{color-scheme:light dark}"
                + "body{font:14px/1.5 system-ui;max-width:70ch;margin:2em auto;padding:0 1em}"
                + "pre{white-space:pre-wrap;border:1px solid;padding:1em}</style><h1>" + title + "</h1><p>"
                + texts.size() + " taken</p>");
        texts.reversed().forEach(it -> page.append("<pre>").append(escaped(it)).append("</pre>"));
        return page.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
