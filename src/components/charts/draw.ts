/** A chart of stacked bars, drawn from the table beside it, in the colours that its legend has right now. */
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  type ChartDataset,
  LinearScale,
  Tooltip,
} from 'chart.js';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Tooltip);

interface Numbers {
  names: string[];
  ticks: string[];
  series: string[];
  /** By row, then by series; the sum of a row is the last one. */
  cells: { amount: number; text: string }[][];
}

export function draw(figure: HTMLElement): void {
  const box = figure.querySelector<HTMLElement>('.chart');
  const table = figure.querySelector('table');
  if (!box || !table) return;
  const canvas = document.createElement('canvas');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', figure.getAttribute('aria-label') ?? '');
  const live = document.createElement('div');
  live.className = 'chart-live';
  live.appendChild(canvas);
  box.appendChild(live);
  const chart = new Chart(canvas, configuration(figure, numbersOf(table)));
  box.dataset['drawn'] = '';
  onThemeChange(() => {
    colour(chart.config as ChartConfiguration<'bar'>, figure);
    chart.update();
  });
}

function numbersOf(table: HTMLTableElement): Numbers {
  const [head] = table.tHead?.rows ?? [];
  const rows = [...(table.tBodies[0]?.rows ?? [])];
  const texts = [...(head?.cells ?? [])].map(textOf);
  return {
    series: texts.slice(1, -1),
    names: rows.map((row) => textOf(row.cells[0])),
    ticks: rows.map((row) => row.cells[0]?.dataset['tick'] ?? ''),
    cells: rows.map((row) =>
      [...row.cells]
        .slice(1)
        .map((cell) => ({ amount: Number(cell.dataset['amount']), text: textOf(cell) })),
    ),
  };
}

function textOf(element: Element | undefined): string {
  return element?.textContent?.trim() ?? '';
}

function configuration(figure: HTMLElement, numbers: Numbers): ChartConfiguration<'bar'> {
  const { series, names, ticks, cells } = numbers;
  const top = Number(figure.dataset['top']);
  const datasets = series.map(
    (label, at): ChartDataset<'bar'> => ({
      label,
      data: cells.map((row) => row[at]?.amount ?? 0),
      categoryPercentage: cells.length > 120 ? 0.9 : 0.75,
      barPercentage: 1,
      minBarLength: 2,
    }),
  );
  const config: ChartConfiguration<'bar'> = {
    type: 'bar',
    data: { labels: ticks, datasets: datasets.map((each) => withoutEmpty(each)) },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      scales: {
        x: {
          stacked: true,
          grid: { display: false },
          ticks: { maxRotation: 0, autoSkip: true, autoSkipPadding: 24 },
        },
        y: {
          stacked: true,
          min: 0,
          max: top,
          border: { display: false },
          ticks: { stepSize: top / 2, callback: (minutes) => hoursText(Number(minutes)) },
        },
      },
      plugins: {
        tooltip: {
          padding: 12,
          boxPadding: 4,
          cornerRadius: 3,
          filter: ({ raw }) => raw !== null,
          itemSort: (a, b) => b.datasetIndex - a.datasetIndex,
          callbacks: {
            title: ([item]) => names[item?.dataIndex ?? 0] ?? '',
            label: ({ dataIndex, datasetIndex }) =>
              `${shortened(series[datasetIndex] ?? '')}: ${cells[dataIndex]?.[datasetIndex]?.text}`,
            footer: ([item]) => {
              const row = cells[item?.dataIndex ?? 0] ?? [];
              return item && series.length > 1 ? `In all: ${row.at(-1)?.text}` : '';
            },
          },
        },
      },
    },
  };
  colour(config, figure);
  return config;
}

/** Null draws nothing, where 0 would be as high as the least that shows. */
function withoutEmpty(dataset: ChartDataset<'bar'>): ChartDataset<'bar'> {
  return { ...dataset, data: dataset.data.map((amount) => amount || null) as number[] };
}

const LONG = 40;

function shortened(text: string): string {
  const letters = [...text];
  return letters.length > LONG ? `${letters.slice(0, LONG).join('')}…` : text;
}

function hoursText(minutes: number): string {
  if (minutes === 0) return '0';
  return minutes < 60 ? `${minutes} min` : `${minutes / 60} h`;
}

/** Colours are those of the page, which have changed where its theme has. */
function colour({ data, options }: ChartConfiguration<'bar'>, figure: HTMLElement): void {
  const style = (name: string) => resolved(figure, `var(--color-${name})`);
  const { fontFamily } = getComputedStyle(document.body);
  const quiet = style('quiet');
  const swatches = [...figure.querySelectorAll('.swatch')];
  for (const [at, dataset] of data.datasets.entries()) {
    const swatch = swatches[at];
    dataset.backgroundColor = swatch ? getComputedStyle(swatch).backgroundColor : style('accent');
  }
  Chart.defaults.font.family = fontFamily;
  Chart.defaults.font.size = 14;
  Chart.defaults.color = quiet;
  const { x, y } = options!.scales!;
  x!.ticks!.color = quiet;
  y!.ticks!.color = quiet;
  x!.border = { color: style('line') };
  y!.grid = { color: style('line') };
  const tooltip = options!.plugins!.tooltip!;
  const ink = style('ink');
  tooltip.backgroundColor = style('paper');
  tooltip.borderColor = style('edge');
  tooltip.borderWidth = 1;
  tooltip.titleColor = ink;
  tooltip.bodyColor = ink;
  tooltip.footerColor = ink;
}

/** What a colour comes to: `light-dark()` is resolved by properties, not by variables. */
function resolved(figure: HTMLElement, value: string): string {
  const before = figure.style.caretColor;
  figure.style.caretColor = value;
  const { caretColor } = getComputedStyle(figure);
  figure.style.caretColor = before;
  return caretColor;
}

function onThemeChange(run: () => void): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', run);
  new MutationObserver(run).observe(document.documentElement, { attributeFilter: ['data-theme'] });
}
