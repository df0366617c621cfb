/** `FR` as people say it; null for what is no country, as `XX` and `T1` (Tor) are none. */
export function countryName(code: string | null): string | null {
  if (code === null || !/^[A-Z]{2}$/.test(code) || code === 'XX') return null;
  return new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(code) ?? null;
}
