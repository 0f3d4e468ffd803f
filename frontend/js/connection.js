/* Says at once that the console cannot be reached, and that it is back. What was missed is sent by the server as soon as
   the connection stands again. When the session did not outlive the console, Vaadin loads the page anew, which leads to
   the sign-in: this script tells there why. */
(() => {
  const INSIDE = 'muster.inside';
  if (window.musterConnection) return;
  window.musterConnection = { leave: () => sessionStorage.removeItem(INSIDE) };

  const bar = document.createElement('div');
  bar.className = 'lost';
  bar.setAttribute('role', 'alert');
  bar.setAttribute('popover', 'manual');
  const LOST = 'muster.lost';
  let lostAt = Number(sessionStorage.getItem(LOST));
  sessionStorage.removeItem(LOST);
  let timer;

  const say = (strong, more, back) => {
    bar.classList.toggle('back', back);
    const words = document.createElement('span');
    words.textContent = strong;
    const small = document.createElement('span');
    small.className = 'small';
    small.textContent = more;
    bar.replaceChildren(words, small);
    if (!bar.isConnected) document.body.append(bar);
    // Once more, so that it lies above a dialog that was opened meanwhile.
    bar.hidePopover();
    bar.showPopover();
  };
  const clock = (at) => new Date(at).toLocaleTimeString('en-GB');

  const lost = () => {
    if (lostAt) return;
    lostAt = Date.now();
    clearTimeout(timer);
    say('! No connection to Muster since ' + clock(lostAt), 'What you see may be old, and nothing you do now is kept. Trying again by itself…', false);
  };
  const back = () => {
    if (!lostAt) return;
    const seconds = Math.round((Date.now() - lostAt) / 1000);
    lostAt = 0;
    window.musterStream?.renew();
    say('✓ Connected again', 'after ' + seconds + ' s. What changed meanwhile is on the page now.', true);
    timer = setTimeout(() => bar.hidePopover(), 5000);
  };

  /* Vaadin notices a dead console only when it next has something to send, which can take a minute. The push channel
     closes at once: then, and every quarter of a minute, a small file is asked for. */
  const answers = () =>
    fetch('img/muster.svg', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(5000) }).then((it) => it.ok, () => false);
  /* After a restart nobody is signed in any more: the page would redirect. Loading it anew leads to the sign-in and back. */
  const stillIn = () => fetch(location.href, { redirect: 'manual', cache: 'no-store', signal: AbortSignal.timeout(5000) }).then((it) => it.ok, () => true);
  const pause = (ms) => new Promise((go) => setTimeout(go, ms));
  const state = () => window.Vaadin?.connectionState;
  const troubled = (name) => name === 'reconnecting' || name === 'connection-lost';
  /* The console answers again, so Vaadin's next try succeeds, within five seconds. */
  const settled = async () => {
    for (const end = Date.now() + 8000; troubled(state()?.state) && Date.now() < end; ) await pause(250);
    return !troubled(state()?.state);
  };
  let checking = false;
  const check = async () => {
    if (checking || !document.querySelector('.app')) return;
    checking = true;
    while (!(await answers())) {
      lost();
      await pause(1500);
    }
    if (lostAt && !(await stillIn())) return location.reload();
    if (!(await settled())) {
      // Loaded anew, the page stands as its address says, with every draft, and shows what was missed.
      sessionStorage.setItem(LOST, lostAt || Date.now());
      return location.reload();
    }
    checking = false;
    back();
  };

  window.musterConnection.check = check;

  const followState = () => {
    if (!state()) return setTimeout(followState, 200);
    back();
    state().addStateChangeListener((before, now) => {
      if (troubled(now)) lost();
      else if (troubled(before)) back();
    });
  };
  const followPush = () => {
    const push = window.vaadinPush?.atmosphere;
    if (!push) return setTimeout(followPush, 500);
    push.addCallback((response) => {
      if (/clos|reconnect|re-connect|error/i.test(response.state)) check();
    });
  };
  followState();
  followPush();
  addEventListener('offline', lost);
  addEventListener('offline', check);
  addEventListener('online', check);
  setInterval(() => document.visibilityState === 'visible' && check(), 15000);

  /* On a page behind the sign-in: remember that somebody was in. At the sign-in: say why they are asked again. */
  const note = () => {
    if (document.querySelector('.app')) return sessionStorage.setItem(INSIDE, 'yes');
    const ended = document.querySelector('.gate .ended');
    if (!ended) return setTimeout(note, 100);
    ended.hidden = !sessionStorage.getItem(INSIDE);
  };
  note();
})();
