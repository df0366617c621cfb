/**
 * Arrow keys over the days of a heatmap, which has one tab stop: up and down to the day before and after, left and
 * right by a week; Home and End within the row, with Control to the first and the last day. What the pointer or the
 * focus is on is said in words below. Listens on the document, so that it holds for heatmaps that come later, too.
 */
const DAYS = 7;

document.addEventListener('keydown', (event) => {
  const from = dayAt(event.target);
  if (!from || event.altKey || event.metaKey) return;
  const to = target(from, event);
  if (!to) return;
  event.preventDefault();
  from.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
});

document.addEventListener('focusin', ({ target }) => say(dayAt(target)));
document.addEventListener('pointerover', ({ target }) => say(dayAt(target)));

function dayAt(target: EventTarget | null): HTMLAnchorElement | null {
  return target instanceof Element ? target.closest<HTMLAnchorElement>('.heatmap td > a') : null;
}

/** In calendar order; null where the heatmap has no day. */
function daysOf(table: HTMLTableElement): (HTMLAnchorElement | null)[] {
  const rows = [...(table.tBodies[0]?.rows ?? [])];
  const weeks = (rows[0]?.cells.length ?? 1) - 1;
  return Array.from(
    { length: weeks * DAYS },
    (_, at) => rows[at % DAYS]?.cells[1 + Math.floor(at / DAYS)]?.querySelector('a') ?? null,
  );
}

function target(from: HTMLAnchorElement, { key, ctrlKey }: KeyboardEvent) {
  const days = daysOf(from.closest('table')!);
  const at = days.indexOf(from);
  const steps: Record<string, number> = {
    ArrowUp: -1,
    ArrowDown: 1,
    ArrowLeft: -DAYS,
    ArrowRight: DAYS,
  };
  const step = steps[key];
  if (step !== undefined) return days[at + step] ?? from;
  const row = days.filter((day, index) => day && (ctrlKey || index % DAYS === at % DAYS));
  if (key === 'Home') return row[0];
  if (key === 'End') return row.at(-1);
  return null;
}

function say(day: HTMLAnchorElement | null): void {
  const words = day?.closest('section')?.querySelector('[data-heatmap-day]');
  if (day && words) words.textContent = day.textContent;
}
