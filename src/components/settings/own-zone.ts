import { todaysName } from '../../lib/time/time-zones.ts';

// Offers the browser's time zone where another one is set. Setting `value` works for a select as for an input.
const field = document.querySelector<HTMLInputElement>('#time_zone');
const offer = document.querySelector<HTMLButtonElement>('[data-own-zone]');
const own = todaysName(Intl.DateTimeFormat().resolvedOptions().timeZone);
if (field && offer && own && field.value !== own) {
  offer.querySelector('span')!.textContent = own.replaceAll('_', ' ');
  offer.hidden = false;
  offer.addEventListener('click', () => {
    if (!field.querySelector(`option[value="${CSS.escape(own)}"]`)) addOption(field);
    field.value = own;
    offer.hidden = true;
    field.focus();
  });
}

/** Browsers and servers call some zones by different names. */
function addOption(select: HTMLInputElement): void {
  const option = document.createElement('option');
  option.value = own;
  option.textContent = own;
  select.appendChild(option);
}
