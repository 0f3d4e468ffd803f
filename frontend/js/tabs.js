/* The scroller inside Vaadin's tabs carries tabindex="-1", which makes it a thing of its own between the list of tabs and
   its tabs for assistive software. Nobody needs to focus it: the tabs themselves take the focus and scroll into sight. */
(() => {
  if (window.musterTabs) return;
  window.musterTabs = true;
  const calm = (tabs) => tabs.shadowRoot?.getElementById('scroll')?.removeAttribute('tabindex');

  customElements.whenDefined('vaadin-tabs').then(() => {
    const type = customElements.get('vaadin-tabs').prototype;
    const before = type.firstUpdated;
    type.firstUpdated = function (changed) {
      before?.call(this, changed);
      calm(this);
    };
    document.querySelectorAll('vaadin-tabs').forEach((tabs) => Promise.resolve(tabs.updateComplete).then(() => calm(tabs)));
  });
})();
