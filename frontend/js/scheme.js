/* Light, dark or what the system says; kept in this browser. */
(() => {
  const KEY = 'muster.scheme';
  const paint = (scheme) => { document.documentElement.style.colorScheme = scheme; };
  window.musterScheme = {
    choose(scheme) {
      localStorage.setItem(KEY, scheme);
      paint(scheme);
    },
  };
  const chosen = localStorage.getItem(KEY);
  if (chosen) paint(chosen);
})();
