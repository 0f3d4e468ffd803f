/* Times and clocks that run in the browser: local time with UTC on hover, elapsed and remaining time every second.
   The server writes its own reading as the element's text; it is what is shown until this script has drawn.
   What runs is drawn from absolute moments by the server's time: this browser's clock may be wrong, and after a laptop
   slept it jumps. How far it is off is asked once, and again whenever that may have changed. */
(() => {
  if (customElements.get('muster-time')) return;
  const two = (n) => String(n).padStart(2, '0');
  const DAY = 86400000;
  /* Made once: to make one costs more than all else about a line of the story. */
  const OF_THIS_YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
  const OF_A_YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
  const HERE = document.currentScript?.src ?? new URL('js/clock.js', document.baseURI).href;

  /* Milliseconds by which the server is ahead of this browser; undefined until it was asked. */
  let ahead;
  let asking = false;
  let again = false;
  /* The server's time, for the other scripts. */
  window.musterNow = () => Date.now() + (ahead ?? 0);
  /* What happens while a question is out may spoil its answer: then it is asked once more. */
  async function ask() {
    again = asking;
    if (asking) return;
    asking = true;
    do {
      again = false;
      await question();
    } while (again);
    asking = false;
  }
  async function question() {
    try {
      const sent = Date.now();
      const answer = await fetch(new URL('server-time', HERE), { cache: 'no-store' });
      const server = Number(await answer.text());
      const back = Date.now();
      /* An answer that took long says little, and one over which the clock was set says nothing. */
      if (answer.ok && server > 0 && back >= sent && back - sent < 5000) {
        ahead = server - (sent + back) / 2;
        running.forEach((it) => it.draw());
      }
    } catch {
      /* The server is away. What is known stays, and the reconnection asks again. */
    }
  }

  /* After sleep, on coming back to the tab, with the network and with the server's connection again. */
  document.addEventListener('visibilitychange', () => document.hidden || ask());
  for (const event of ['online', 'focus']) window.addEventListener(event, ask);
  window.addEventListener('pageshow', (event) => event.persisted && ask());
  const LOST = ['connection-lost', 'reconnecting'];
  let listening = false;
  function listen() {
    const connection = window.Vaadin?.connectionState;
    if (listening || !connection?.addStateChangeListener) return;
    listening = true;
    connection.addStateChangeListener((before, after) => LOST.includes(before) && !LOST.includes(after) && ask());
  }

  /* The wall clock and the steady one go side by side; when they part, somebody set the one or the machine slept. */
  let parted = Date.now() - performance.now();
  function watch() {
    const now = Date.now() - performance.now();
    if (Math.abs(now - parted) > 1000) ask();
    parted = now;
    listen();
  }

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
      const now = Date.now() + (ahead ?? 0);
      const today = new Date(now).toDateString() === at.toDateString();
      const day = () => (Math.abs(now - at) > 300 * DAY ? OF_A_YEAR : OF_THIS_YEAR).format(at);
      this.shadowRoot.textContent = today && format !== 'day' ? clock : day() + ' ' + clock;
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
      timer ??= setInterval(() => {
        watch();
        running.forEach((it) => it.draw());
      }, 1000);
      if (ahead === undefined && !asking) ask();
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
      /* The server's reading when it wrote the element: good until the server was asked, stale after that. */
      if (name === 'now') this.ahead = new Date(this.getAttribute('now')) - Date.now();
      if (this.shadowRoot) this.draw();
    }
    at(name) {
      return new Date(this.getAttribute(name)).getTime();
    }
    now() {
      return Date.now() + (ahead ?? this.ahead ?? 0);
    }
  }

  class MusterClock extends Running {
    draw() {
      const left = this.hasAttribute('until') ? this.at('until') - this.now() : this.now() - this.at('since');
      const all = Math.floor(Math.abs(left) / 1000);
      const text = two(Math.floor(all / 3600)) + ':' + two(Math.floor(all / 60) % 60) + ':' + two(all % 60);
      this.toggleAttribute('over', left < 0);
      const word = left < 0 ? ' over' : ' left';
      this.shadowRoot.textContent = this.hasAttribute('words') ? text + word : (left < 0 ? '−' : '') + text;
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

  const WORDS = { likely: '✓ likely', tight: '! tight', late: '✕ probably not' };
  class MusterVerdict extends Running {
    static observedAttributes = ['now', 'level', 'likely-until', 'tight-until'];
    /* Waiting only makes it worse; the server has computed from when on. */
    level() {
      const level = this.getAttribute('level');
      const past = (name) => this.hasAttribute(name) && this.now() > this.at(name);
      if (past('tight-until')) return 'late';
      return level === 'likely' && past('likely-until') ? 'tight' : level;
    }
    draw() {
      const level = this.level();
      if (this.getAttribute('shown') === level) return;
      this.setAttribute('shown', level);
      this.shadowRoot.replaceChildren(WORDS[level] ?? document.createElement('slot'));
    }
  }

  customElements.define('muster-time', MusterTime);
  customElements.define('muster-verdict', MusterVerdict);
  customElements.define('muster-clock', MusterClock);
  customElements.define('muster-bar', MusterBar);
})();
