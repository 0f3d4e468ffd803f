/* Text that was typed and not sent yet is kept in this browser, per person and field, until the server has it. */
(() => {
  if (window.musterDrafts) return;
  const PREFIX = 'muster.draft.';
  const KEPT = 14 * 86400000;
  const read = (key) => {
    try {
      return JSON.parse(localStorage.getItem(PREFIX + key));
    } catch {
      return null;
    }
  };
  window.musterDrafts = {
    keep(field, key) {
      field.musterDraft = key;
      if (!field.musterKept) {
        field.musterKept = true;
        field.addEventListener('input', () => {
          if (field.value) localStorage.setItem(PREFIX + field.musterDraft, JSON.stringify({ text: field.value, at: Date.now() }));
          else localStorage.removeItem(PREFIX + field.musterDraft);
        });
      }
      const draft = read(key);
      if (draft && draft.text !== field.value) {
        field.value = draft.text;
        field.dispatchEvent(new CustomEvent('change', { bubbles: true }));
      }
    },
    drop(key) {
      localStorage.removeItem(PREFIX + key);
    },
  };
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(PREFIX) && Date.now() - (read(name.slice(PREFIX.length))?.at ?? 0) > KEPT) localStorage.removeItem(name);
  }
})();
