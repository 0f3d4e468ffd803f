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
  let lostAt = 0;
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
    say('✓ Connected again', 'after ' + seconds + ' s. What changed meanwhile is on the page now.', true);
    timer = setTimeout(() => bar.hidePopover(), 5000);
  };

  const state = () => window.Vaadin?.connectionState;
  const follow = () => {
    if (!state()) return setTimeout(follow, 200);
    state().addStateChangeListener((before, now) => (now === 'reconnecting' || now === 'connection-lost' ? lost() : back()));
  };
  follow();
  addEventListener('offline', lost);

  /* On a page behind the sign-in: remember that somebody was in. At the sign-in: say why they are asked again. */
  const note = () => {
    if (document.querySelector('.app')) return sessionStorage.setItem(INSIDE, 'yes');
    const ended = document.querySelector('.gate .ended');
    if (!ended) return setTimeout(note, 100);
    ended.hidden = !sessionStorage.getItem(INSIDE);
  };
  note();
})();
