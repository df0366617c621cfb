/** The phone's menu closes as people expect: by Escape, and by a press outside of it. */
const openMenu = () => document.querySelector<HTMLDetailsElement>('[data-menu][open]');

addEventListener('keydown', ({ key }) => {
  const menu = openMenu();
  if (key !== 'Escape' || !menu) return;
  menu.open = false;
  menu.querySelector('summary')?.focus();
});

addEventListener('pointerdown', ({ target }) => {
  const menu = openMenu();
  if (menu && !menu.contains(target as Node)) menu.open = false;
});
