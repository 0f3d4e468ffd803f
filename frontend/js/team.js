/* How long ago something was: minutes, hours, days, counted on in the browser by the server's clock. */
(() => {
  if (customElements.get('muster-ago')) return;
  const shown = new Set();
  let timer;
  const words = (minutes) => {
    if (minutes < 60) return minutes + ' min';
    if (minutes < 1440) return Math.floor(minutes / 60) + ' h' + (minutes % 60 ? ' ' + (minutes % 60) + ' min' : '');
    return Math.floor(minutes / 1440) + ' d';
  };
  customElements.define('muster-ago', class extends HTMLElement {
    static observedAttributes = ['since', 'now'];
    connectedCallback() {
      if (!this.shadowRoot) this.attachShadow({ mode: 'open' });
      shown.add(this);
      timer ??= setInterval(() => shown.forEach((it) => it.draw()), 10000);
      this.draw();
    }
    disconnectedCallback() {
      shown.delete(this);
      if (!shown.size) {
        clearInterval(timer);
        timer = undefined;
      }
    }
    attributeChangedCallback(name) {
      if (name === 'now') this.ahead = new Date(this.getAttribute('now')) - Date.now();
      if (this.shadowRoot) this.draw();
    }
    draw() {
      const since = new Date(this.getAttribute('since'));
      if (isNaN(since)) return;
      this.shadowRoot.textContent = words(Math.max(1, Math.floor((Date.now() + (this.ahead ?? 0) - since) / 60000)));
      this.title = since.toISOString().slice(0, 19).replace('T', ' ') + ' UTC';
    }
  });
})();
