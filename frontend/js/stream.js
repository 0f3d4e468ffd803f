/* What changes in the room comes here, over a connection that carries nothing else: written once by the server for all
   who may see the same. While it stands, what it said of a row is newer than what the page was given. */
(() => {
  if (window.musterStream) return;
  const SILENCE = 50000; // the server says something every 20 s
  const said = { items: new Map(), phases: new Map() };
  let room, ticket, socket, timer, tries = 0, again = false, heardAt = 0;

  const forget = () => Object.values(said).forEach((it) => it.clear());
  const close = () => {
    clearTimeout(timer);
    const open = socket;
    socket = undefined;
    open?.close();
    forget();
  };
  const connect = () => {
    close();
    if (!room?.isConnected) return;
    const url = new URL('stream/' + ticket + (again ? '?again=true' : ''), document.baseURI);
    url.protocol = url.protocol.replace('http', 'ws');
    const mine = (socket = new WebSocket(url));
    heardAt = Date.now();
    mine.onopen = () => {
      tries = 0;
      again = true;
      heardAt = Date.now();
      if (mine === socket) room.dataset.stream = 'open';
    };
    mine.onmessage = (event) => {
      heardAt = Date.now();
      if (mine === socket && event.data) show(JSON.parse(event.data));
    };
    mine.onclose = () => {
      if (mine !== socket) return;
      const stood = room.dataset.stream === 'open';
      room.dataset.stream = 'lost';
      close();
      if (!room.isConnected) return;
      if (stood) window.musterConnection?.check?.();
      timer = setTimeout(connect, Math.min(15000, 250 * 2 ** tries++) * (0.75 + Math.random() / 2));
    };
  };
  const show = (news) => {
    const rows = (name, key, entries) => {
      if (!entries) return;
      for (const it of entries) said[name].set(it[key], it);
      for (const element of room.querySelectorAll(name === 'items' ? 'muster-item' : 'muster-phase')) {
        const it = said[name].get(element.facts?.[key]);
        if (it && it !== element.facts) element.facts = it;
      }
    };
    rows('items', 'id', news.items);
    rows('phases', 'position', news.phases);
    const story = room.querySelector('muster-timeline');
    if (!story) return;
    if (news.lines) story.follow(news.lines, news.whole);
    if (news.marks) story.mark(news.marks);
  };

  window.musterStream = {
    open(element, given) {
      room = element;
      ticket = given;
      tries = 0;
      again = false;
      connect();
    },
    /* What is newest of it: said here, or given to the page. */
    newest: (name, key, given) => said[name].get(given?.[key]) ?? given,
    /* The connection was lost for a while: what the socket believes of itself is worth nothing. */
    renew() {
      if (room?.isConnected) connect();
    },
  };
  setInterval(() => {
    if (!room) return;
    if (!room.isConnected) {
      close();
      room = undefined;
    } else if (socket?.readyState === 1 && Date.now() - heardAt > SILENCE) connect();
  }, 5000);
})();
