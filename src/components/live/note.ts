/** What a page says of itself while it cannot refresh; nothing while it can. */

const place = document.querySelector<HTMLElement>('[data-live-note]');

export function sayOffline(): void {
  const asOf = document.querySelector<HTMLElement>('[data-as-of]')?.dataset['asOf'];
  say(`Not connected.${asOf ? ` This is how it was on ${asOf}.` : ''}`);
}

export function saySignedOut(): void {
  const again = document.createElement('a');
  again.className = 'link';
  again.href = '/login';
  again.textContent = 'Sign in again';
  say('This browser was signed out; what you see is from before. ', again);
}

export function sayNothing(): void {
  place?.replaceChildren();
}

/** Said once, so that it is read out once. */
function say(text: string, ...more: Node[]): void {
  if (place?.textContent?.startsWith(text)) return;
  const note = document.createElement('p');
  note.className = 'notice';
  note.replaceChildren(text, ...more);
  place?.replaceChildren(note);
}
