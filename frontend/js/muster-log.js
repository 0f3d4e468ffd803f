/* The tail of a log: a window of lines, followed unless the reader scrolled up. Lines are text, never markup. */
(() => {
  const WINDOW = 2000;
  /* What is drawn in one frame: lines, and milliseconds. */
  const SLICE = 50;
  const SLICE_MILLIS = 8;
  /* Lines share blocks, since the browser looks at each block in each frame and lays out only those in sight. */
  const BLOCK = 50;
  const LATE_FRAME_MILLIS = 200;
  const SETTLING = 3;
  /* The next frame, or a moment later where a page that nobody sees has none. */
  const frame = () => new Promise((next) => {
    const go = () => { cancelAnimationFrame(drawn); clearTimeout(late); next(); };
    const drawn = requestAnimationFrame(go);
    const late = setTimeout(go, LATE_FRAME_MILLIS);
  });
  const two = (n, width = 2) => String(n).padStart(width, '0');

  class MusterLog extends HTMLElement {
    #box;
    #note;
    #drawn;
    #count = 0;
    #follow = true;
    #top = 0;
    /* Told after the layout and before the scroll event: what moved because sizes changed was moved by no reader. */
    #sizes = new ResizeObserver(() => this.#pin());

    connectedCallback() {
      if (this.#box) return;
      this.#note = document.createElement('div');
      this.#note.className = 'log-note';
      this.#note.textContent = 'No line yet';
      this.#box = document.createElement('div');
      this.#box.className = 'log-lines';
      this.#box.tabIndex = 0;
      this.#box.setAttribute('role', 'log');
      this.#box.setAttribute('aria-label', 'Log lines');
      this.#box.setAttribute('aria-live', 'off');
      this.#box.addEventListener('scroll', () => this.#scrolled());
      this.#sizes.observe(this.#box);
      this.replaceChildren(this.#note, this.#box);
    }

    /*
     * Draws in slices, a frame each, so that a thousand lines never hold up a click; ends when all are drawn.
     * left: how many lines before these were not sent, because they came faster than anybody reads
     */
    append(batch, last, left = 0) {
      this.connectedCallback();
      this.#drawn = (this.#drawn ?? Promise.resolve()).catch(() => {}).then(() => this.#draw(batch.slice(-WINDOW), last, left));
      return this.#drawn;
    }

    async #draw(batch, last, left) {
      let next = 0;
      while (next < batch.length) {
        await frame();
        if (left > 0 && next === 0) this.#add(this.#gap(left));
        const end = performance.now() + SLICE_MILLIS;
        const until = Math.min(next + SLICE, batch.length);
        while (next < until && performance.now() < end) this.#add(this.#line(batch[next++]));
        this.#shorten();
        this.#pin();
      }
      this.last = last;
      // What comes into sight is laid out only then, and may be longer than it was taken for
      for (let i = 0; i < SETTLING && this.#follow; i++) {
        await frame();
        this.#pin();
      }
      this.#tell();
    }

    #add(line) {
      let block = this.#box.lastElementChild;
      if (!block || block.childElementCount === BLOCK) {
        block = document.createElement('div');
        this.#box.append(block);
        this.#sizes.observe(block);
      }
      block.append(line);
      block.style.setProperty('--lines', block.childElementCount);
      this.#count++;
    }

    #gap(left) {
      const gap = document.createElement('div');
      gap.className = 'gap';
      gap.textContent = `… ${left.toLocaleString()} lines not shown here, all are in the download`;
      return gap;
    }

    #line([at, stream, text]) {
      const line = document.createElement('div');
      line.className = stream.toLowerCase();
      const time = document.createElement('time');
      const when = new Date(at);
      time.title = when.toISOString();
      time.textContent = `${two(when.getHours())}:${two(when.getMinutes())}:${two(when.getSeconds())}.${two(when.getMilliseconds(), 3)} `;
      line.append(time, text);
      return line;
    }

    #shorten() {
      for (; this.#count > WINDOW; this.#count--) {
        const block = this.#box.firstElementChild;
        block.firstElementChild.remove();
        if (!block.firstElementChild) {
          this.#sizes.unobserve(block);
          block.remove();
        }
      }
    }

    #pin() {
      if (!this.#follow) return;
      this.#box.scrollTop = this.#box.scrollHeight;
      this.#top = this.#box.scrollTop;
    }

    /* Only a reader moves up; lines that turn out longer than thought do not. */
    #scrolled() {
      const top = this.#box.scrollTop;
      const atEnd = this.#box.scrollHeight - top - this.#box.clientHeight < 24;
      if (atEnd || top < this.#top) this.#follow = atEnd;
      this.#top = top;
      this.#tell();
    }

    #tell() {
      if (!this.last) return;
      this.#note.textContent = `${this.#follow ? 'following' : 'stopped, scroll down to follow'} · ${this.last.toLocaleString()} lines`;
    }
  }

  if (!customElements.get('muster-log')) customElements.define('muster-log', MusterLog);

  /* Counts a duration on from where the server saw it, until the element leaves the page. */
  window.musterTick = (element, millis) => {
    const start = performance.now() - millis;
    const timer = setInterval(() => {
      if (!element.isConnected) return clearInterval(timer);
      const seconds = Math.floor((performance.now() - start) / 1000);
      const hours = Math.floor(seconds / 3600);
      const minutes = Math.floor(seconds / 60) % 60;
      element.textContent = hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
    }, 1000);
  };
})();
