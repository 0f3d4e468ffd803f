/* The rows of the room. The server states the facts of a row once and then only what changed; they are drawn here, as
   text, never as markup. What is due counts on by itself, by the server's clock. */
(() => {
  if (customElements.get('muster-item')) return;
  const SOON = 10 * 60000;
  const PAGE = 100;
  const PART = 50;
  const LINE = 28;

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === true) element.setAttribute(name, '');
      else if (value !== false && value != null) element.setAttribute(name, value);
    }
    element.append(...children.filter((it) => it != null && it !== ''));
    return element;
  };
  const badge = ([text, tone, title]) => make('span', { class: 'badge ' + (tone ?? ''), title }, text);
  const time = (at) => make('muster-time', { datetime: at });
  const fire = (element, name, detail) =>
    element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  /* A property may have been set before the element was known. */
  const upgrade = (element, name) => {
    if (!Object.prototype.hasOwnProperty.call(element, name)) return;
    const value = element[name];
    delete element[name];
    element[name] = value;
  };

  const waiting = new Set();
  setInterval(() => waiting.forEach((it) => it.drawDue()), 1000);

  class MusterItem extends HTMLElement {
    connectedCallback() {
      this.classList.add('item');
      upgrade(this, 'facts');
      waiting.add(this);
      this.draw();
    }
    disconnectedCallback() {
      waiting.delete(this);
    }
    set facts(value) {
      this.given = window.musterStream?.newest('items', 'id', value) ?? value;
      if (this.isConnected) this.draw();
    }
    get facts() {
      return this.given;
    }
    draw() {
      const it = this.given;
      if (!it) return;
      this.frame();
      this.box.checked = it.done;
      this.box.disabled = it.locked;
      this.classList.remove('sent');
      this.box.setAttribute('aria-label', it.title);
      this.name.textContent = it.title;
      this.classList.toggle('done', it.settled);
      this.classList.toggle('next', it.next);
      /* A reason in a badge would leave its item's name no room beside it. */
      this.classList.toggle('wordy', it.badges.some(([text]) => text.length > 32));
      if (it.next) this.setAttribute('aria-current', 'step');
      else this.removeAttribute('aria-current');
      this.more.setAttribute('aria-label', 'Open ' + it.title);
      this.due = make('span', { class: 'due' });
      this.acts.replaceChildren(
        ...it.badges.map(badge),
        ...it.links.map(([text, href, tone, title]) =>
          make('a', tone === 'btn' ? { href, class: 'btn', title } : { href, title },
            tone === 'btn' ? text : badge([text, tone])))
      );
      this.who.replaceChildren();
      if (it.who) this.who.append(make('span', { title: it.role }, it.who));
      if (it.at) this.who.append(' ', time(it.at));
      if (it.due) this.who.append(it.who ? ' · ' : '', this.due);
      this.drawDue();
    }
    frame() {
      if (this.box) return;
      this.box = make('input', { type: 'checkbox' });
      this.name = make('span', { class: 'name' });
      this.acts = make('span', { class: 'acts' });
      this.who = make('span', { class: 'who num' });
      this.more = make('button', { type: 'button', class: 'more' }, '⋯');
      this.append(make('label', { class: 'tick' }, this.box, this.name), this.acts, this.who, this.more);
      this.box.addEventListener('change', () => {
        /* Shown as asked for until the server answers: a refusal draws it again as it stands. */
        this.classList.add('sent');
        fire(this, 'item-tick', { id: this.given.id, version: this.given.version, done: this.box.checked });
      });
      this.more.addEventListener('click', () => fire(this, 'item-open', { id: this.given.id }));
    }
    drawDue() {
      const until = this.given?.due && new Date(this.given.due).getTime();
      if (!until || !this.due) return;
      const left = until - (window.musterNow?.() ?? Date.now());
      const level = left < 0 ? 'over' : left < SOON ? 'soon' : 'later';
      const minutes = Math.ceil(Math.abs(left) / 60000);
      const said = level === 'over' ? (minutes >= 120 ? Math.floor(minutes / 60) + ' h' : minutes + ' min') : level === 'soon' ? minutes + ' min' : this.given.due;
      if (this.due.dataset.said === said + level) return;
      this.due.dataset.said = said + level;
      this.due.className = 'due ' + level;
      if (level === 'later') this.due.replaceChildren('due ', time(this.given.due));
      else this.due.textContent = level === 'over' ? '! overdue ' + said : '◷ due in ' + said;
    }
  }

  class MusterPhase extends HTMLElement {
    connectedCallback() {
      this.classList.add('head');
      upgrade(this, 'facts');
      this.draw();
    }
    set facts(value) {
      this.given = window.musterStream?.newest('phases', 'position', value) ?? value;
      if (this.isConnected) this.draw();
    }
    get facts() {
      return this.given;
    }
    draw() {
      const it = this.given;
      if (!it) return;
      const clock = it.until && make('muster-clock', { now: it.now, until: it.until, words: '' });
      this.replaceChildren(
        badge(it.progress),
        make('span', { class: 'strong' }, it.title),
        make('span', { class: 'muted small' }, it.window),
        make('span', { class: 'grow' }),
        ...it.badges.map(badge),
        clock ? make('span', { class: 'badge warn num left' }, clock) : ''
      );
    }
  }

  /* What can be done with a phase. Beside its summary: nothing in a summary may be pressed but the summary. */
  class MusterPhaseMore extends HTMLElement {
    connectedCallback() {
      if (this.firstChild) return;
      const more = make('button', { type: 'button', class: 'more', 'aria-label': this.getAttribute('label') }, '⋯');
      more.addEventListener('click', () => fire(this, 'phase-open', { position: Number(this.getAttribute('position')) }));
      this.append(more);
    }
  }

  /* The story, newest first: a page at a time as one scrolls down. Its lines stand in parts, and a part that is out of
     sight costs no layout: ten thousand lines that each look after themselves would cost more than what they save. */
  class MusterTimeline extends HTMLElement {
    connectedCallback() {
      if (this.list) return;
      this.rows = new Map();
      this.list = make('div', { class: 'tl' });
      this.end = make('p', { class: 'muted small tl-end' });
      this.box = make('div', { class: 'tl-box', tabindex: '0', role: 'region', 'aria-label': 'Timeline, newest first' }, this.list, this.end);
      this.replaceChildren(this.box);
      this.eye = new IntersectionObserver((seen) => seen.some((it) => it.isIntersecting) && this.ask(), {
        root: this.box, rootMargin: '600px',
      });
      this.eye.observe(this.end);
    }
    ask() {
      if (!this.further || this.asked) return;
      this.asked = true;
      fire(this, 'timeline-more', {});
    }
    /* All anew: another filter. */
    reset(entries, further, writable, filter) {
      this.connectedCallback();
      this.rows.clear();
      this.list.replaceChildren();
      this.box.scrollTop = 0;
      this.writable = writable;
      this.filter = filter;
      this.empty = filter.empty;
      this.page(entries, further);
    }
    /* The next ones below. */
    page(entries, further) {
      this.asked = false;
      this.further = further;
      for (const entry of entries) if (!this.rows.has(entry.id)) sized(this.last(), (it) => it.append(this.row(entry)));
      this.tell();
      /* Still in sight after the page came: the observer speaks only of changes. */
      this.eye.unobserve(this.end);
      this.eye.observe(this.end);
    }
    /* Where the next older line belongs, and the next newer one. */
    last() {
      const last = this.list.lastElementChild;
      if (last && last.childElementCount < PART) return last;
      return this.list.appendChild(make('ol', { class: 'tl-part' }));
    }
    first() {
      const first = this.list.firstElementChild;
      if (first && first.childElementCount < PART) return first;
      return this.list.insertBefore(make('ol', { class: 'tl-part' }), first);
    }
    /* What the stream tells: of the new ones, those that belong to what is shown. */
    follow(entries, whole) {
      if (!this.rows || !this.filter) return;
      const unseen = !entries.some((it) => this.rows.has(it.id));
      if (entries.length >= PAGE && this.rows.size && (unseen || whole) && !this.reaches(entries)) return fire(this, 'timeline-gap', {});
      this.put(entries.filter((it) => this.lets(it)));
    }
    /* Whether the oldest of these is older than the newest one here: then nothing between is missing. */
    reaches(entries) {
      const newest = this.list.querySelector('li')?.key, oldest = entries[entries.length - 1];
      return !newest || before([oldest.at, oldest.id], newest) || newest[1] === oldest.id;
    }
    lets(it) {
      const { kind, person, text, pinned } = this.filter;
      return (!kind || it.kind === kind) && (!person || it.actor === person) && (!pinned || it.pinned) && (!text || it.text.toLowerCase().includes(text));
    }
    /* Pinned, let go or corrected since they were written, here or elsewhere. */
    mark({ pinned, corrected }) {
      const pins = new Set(pinned), voids = new Set(corrected);
      for (const [id, row] of this.rows ?? []) {
        const it = row.entry;
        if (it.pinned === pins.has(id) && it.corrected === voids.has(id)) continue;
        row.replaceWith(this.row({ ...it, pinned: pins.has(id), corrected: voids.has(id) }));
      }
    }
    /* New or changed ones, each at its place; what one reads stays where it is. */
    put(entries) {
      this.connectedCallback();
      for (const entry of entries) {
        const had = this.rows.get(entry.id);
        const row = this.row(entry);
        if (had) {
          had.replaceWith(row);
          continue;
        }
        const part = [...this.list.children].find((it) => !before(row.key, it.lastElementChild.key));
        if (!part && this.further) {
          this.rows.delete(entry.id);
          continue;
        }
        const below = part && [...part.children].find((it) => !before(row.key, it.key));
        if (!part) sized(this.last(), (it) => it.append(row));
        else if (below === this.list.querySelector('li')) sized(this.first(), (it) => it.prepend(row));
        else sized(part, () => below.before(row));
      }
      this.tell();
    }
    tell() {
      this.end.textContent = this.further ? 'More below' : this.rows.size ? '' : this.empty ?? 'Nothing yet.';
    }
    row(it) {
      const told = make('div', { class: 'told' }, make('span', { class: 'text' }, ...(it.kind === 'NOTE' ? [it.text] : timed(it.text))));
      if (it.run) told.append(' ', make('a', { href: 'runs/' + it.run }, 'run ' + it.run));
      const note = it.corrects ? ' · a correction' : it.corrected ? ' · corrected by a later line' : '';
      const by = make('span', { class: 'muted small' }, ' ' + it.name + note);
      if (it.written) by.append(', written ', time(it.written));
      told.append(by);
      const acts = make('span', { class: 'tl-acts' });
      for (const [name, label, sign, pressed] of this.actsOf(it)) {
        const button = make('button', { type: 'button', title: label, 'aria-label': label, 'aria-pressed': pressed }, sign);
        button.addEventListener('click', () => fire(this, 'timeline-act', { id: it.id, act: name }));
        acts.append(button);
      }
      const classes = (it.kind === 'NOTE' ? 'note' : 'act') + (it.pinned ? ' pinned' : '') + (it.corrected ? ' void' : '');
      const row = make('li', { class: classes, 'data-kind': it.kind },
        time(it.at), make('span', { class: 'sign', 'aria-hidden': 'true' }, it.sign), told, acts);
      row.key = [it.at, it.id];
      row.entry = it;
      this.rows.set(it.id, row);
      return row;
    }
    actsOf(it) {
      if (!this.writable) return [];
      const pin = it.pinned ? ['unpin', 'Let it go', '★', 'true'] : ['pin', 'Pin it', '☆', 'false'];
      return it.kind === 'NOTE' && !it.corrected ? [pin, ['correct', 'Correct it', '✎']] : [pin];
    }
  }
  /* A moment as machines write it, in the reader's own time. */
  const MOMENT = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/;
  const timed = (text) => text.split(MOMENT).map((it, at) => (at % 2 ? time(it) : it));

  /* As high as so many lines are, until the browser knows better. */
  const sized = (part, change) => {
    change(part);
    part.style.containIntrinsicSize = 'auto ' + part.childElementCount * LINE + 'px';
  };
  /* Whether a stands further down than b: older, or as old and written earlier. */
  const before = (a, b) => {
    const x = Date.parse(a[0]), y = Date.parse(b[0]);
    return x !== y ? x < y : a[1] < b[1];
  };

  customElements.define('muster-item', MusterItem);
  customElements.define('muster-phase', MusterPhase);
  customElements.define('muster-phase-more', MusterPhaseMore);
  customElements.define('muster-timeline', MusterTimeline);
})();
