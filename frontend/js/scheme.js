/* Light, dark or what the system says; kept in this browser. The page's head applies it before anything is drawn. */
(() => {
  window.musterScheme ??= {
    choose(scheme) {
      localStorage.setItem('muster.scheme', scheme);
      document.documentElement.style.colorScheme = scheme;
    },
  };
})();
