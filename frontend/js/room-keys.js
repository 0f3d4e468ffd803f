/* The keys of the room. The keys of every page are in keys.js. */
(() => {
  /* j and k walk through the items, o opens the one in focus, n writes a note. Space ticks: it is a check box. */
  window.musterRoomKeys = (room) => {
    if (room.keys) return;
    room.keys = true;
    const boxes = () => [...room.querySelectorAll('.item .tick input')].filter((it) => it.offsetParent);
    const step = (by) => {
      const all = boxes();
      const here = all.findIndex((it) => it.closest('.item').contains(document.activeElement));
      const next = here >= 0 ? all[here + by] : all.find((it) => it.closest('.next')) ?? all[0];
      next?.focus();
      next?.closest('.item').scrollIntoView({ block: 'nearest' });
    };
    const acts = {
      j: () => step(1),
      k: () => step(-1),
      n: () => {
        // At once where it is in sight: what is typed next belongs into it. The server opens its tab where it is not.
        const note = room.querySelector('.note-form vaadin-text-area');
        if (note?.offsetParent) note.focus();
        room.dispatchEvent(new CustomEvent('room-note'));
      },
      o: () => document.activeElement.closest?.('muster-item')?.more.click(),
    };
    const listen = (event) => {
      if (!room.isConnected) return document.removeEventListener('keydown', listen);
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const at = event.composedPath()[0];
      if (at.isContentEditable || at.tagName === 'TEXTAREA' || (at.tagName === 'INPUT' && at.type !== 'checkbox')) return;
      if (document.querySelector('vaadin-dialog[opened], vaadin-confirm-dialog[opened]')) return;
      const act = acts[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', listen);
  };
})();
