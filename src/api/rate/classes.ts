/** Which requests count together, and how many of them a user has in a minute. */

export const rateClasses = ['sync', 'heavy', 'rest'] as const;
export type RateClass = (typeof rateClasses)[number];

/** What reads or writes much at once. */
const HEAVY = /^(POST \/api\/exports|GET \/api\/account\/export|PUT \/api\/backups\/.*)\/?$/;

export function classOf(method: string, path: string): RateClass {
  if (/^\/api\/sync(\/|$)/.test(path)) return 'sync';
  return HEAVY.test(`${method === 'HEAD' ? 'GET' : method} ${path}`) ? 'heavy' : 'rest';
}

export type Rates = Readonly<Record<RateClass, number>>;

/** `sync=60 heavy=10 rest=100`; null for `off`, undefined for anything else. */
export function ratesIn(text: string): Rates | null | undefined {
  if (text === 'off') return null;
  const [, ...counts] =
    /^sync=([1-9]\d{0,4}) heavy=([1-9]\d{0,4}) rest=([1-9]\d{0,4})$/.exec(text) ?? [];
  if (counts.length === 0) return undefined;
  const [sync, heavy, rest] = counts.map(Number) as [number, number, number];
  return { sync, heavy, rest };
}

export const defaultRates = 'sync=60 heavy=10 rest=100';
