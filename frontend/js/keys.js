/* Keys that work on every page: Ctrl/Cmd K, ? and /. Single letters are left alone while somebody writes. */
(() => {
  if (window.musterKeys) return;
  window.musterKeys = true;
  const writing = (event) =>
    event.composedPath().some((it) => it instanceof HTMLElement && (it.isContentEditable || /^(input|textarea|select)$/i.test(it.tagName)));
  const tell = (name) => document.querySelector('.app')?.dispatchEvent(new CustomEvent(name));

  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      tell('muster-palette');
    } else if (event.ctrlKey || event.metaKey || event.altKey || writing(event)) {
      return;
    } else if (event.key === '?') {
      event.preventDefault();
      tell('muster-keys');
    } else if (event.key === '/') {
      const search = document.querySelector('.app main [data-search]');
      if (!search) return;
      event.preventDefault();
      search.focus();
    }
  });
})();
