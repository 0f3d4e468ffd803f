/* Times and clocks that run in the browser: local time with UTC on hover, elapsed and remaining time every second.
   The server writes its own reading as the element's text; it is what is shown until this script has drawn. */
(() => {
  if (customElements.get('muster-time')) return;
  const two = (n) => String(n).padStart(2, '0');
  const DAY = 86400000;

  class MusterTime extends HTMLElement {
    static observedAttributes = ['datetime', 'format'];
    connectedCallback() {
      if (!this.shadowRoot) this.attachShadow({ mode: 'open' });
      this.draw();
    }
    attributeChangedCallback() {
      if (this.shadowRoot) this.draw();
    }
    draw() {
      const at = new Date(this.getAttribute('datetime'));
      if (isNaN(at)) return;
      const format = this.getAttribute('format');
      const clock = two(at.getHours()) + ':' + two(at.getMinutes()) + (format === 'seconds' ? ':' + two(at.getSeconds()) : '');
      const today = new Date().toDateString() === at.toDateString();
      const year = Math.abs(Date.now() - at) > 300 * DAY ? { year: 'numeric' } : {};
      const day = at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', ...year });
      this.shadowRoot.textContent = today && format !== 'day' ? clock : day + ' ' + clock;
      this.title = at.toISOString().slice(0, 19).replace('T', ' ') + ' UTC';
    }
  }

  const running = new Set();
  let timer;
  class Running extends HTMLElement {
    static observedAttributes = ['since', 'until', 'now'];
    connectedCallback() {
      if (!this.shadowRoot) this.attachShadow({ mode: 'open' });
      running.add(this);
      timer ??= setInterval(() => running.forEach((it) => it.draw()), 1000);
      this.draw();
    }
    disconnectedCallback() {
      running.delete(this);
      if (!running.size) {
        clearInterval(timer);
        timer = undefined;
      }
    }
    attributeChangedCallback(name) {
      /* The server's clock counts; this browser's may be wrong. */
      if (name === 'now') this.ahead = new Date(this.getAttribute('now')) - Date.now();
      if (this.shadowRoot) this.draw();
    }
    at(name) {
      return new Date(this.getAttribute(name)).getTime();
    }
    now() {
      return Date.now() + (this.ahead ?? 0);
    }
  }

  class MusterClock extends Running {
    draw() {
      const left = this.hasAttribute('until') ? this.at('until') - this.now() : this.now() - this.at('since');
      const all = Math.floor(Math.abs(left) / 1000);
      const text = two(Math.floor(all / 3600)) + ':' + two(Math.floor(all / 60) % 60) + ':' + two(all % 60);
      this.toggleAttribute('over', left < 0);
      this.shadowRoot.textContent = (left < 0 ? '−' : '') + text;
    }
  }

  class MusterBar extends Running {
    draw() {
      const used = Math.max(0, Math.min(1, (this.now() - this.at('since')) / (this.at('until') - this.at('since'))));
      const level = used >= 1 ? 'bad' : used >= 0.75 ? 'warn' : 'accent';
      if (!this.fill) {
        this.fill = document.createElement('i');
        this.fill.style.cssText = 'display:block;height:100%;border-radius:inherit;transition:width 1s linear';
        this.shadowRoot.append(this.fill);
      }
      this.fill.style.width = used * 100 + '%';
      this.fill.style.background = `var(--${level})`;
      this.setAttribute('aria-valuenow', Math.round(used * 100));
    }
  }

  customElements.define('muster-time', MusterTime);
  customElements.define('muster-clock', MusterClock);
  customElements.define('muster-bar', MusterBar);
})();
