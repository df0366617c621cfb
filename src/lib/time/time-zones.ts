/** Time zones to choose from, by continent. */

export interface ZoneGroup {
  name: string;
  zones: { id: string; label: string }[];
}

/** Runtimes list zones by the names that they first had; these places have others today (tz database, `backward`). */
const renamed: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** `Europe/Kyiv` for `Europe/Kiev`; both are known everywhere and mean the same. */
export function todaysName(zone: string): string {
  return renamed[zone] ?? zone;
}

/** All that the runtime lists, and `current`, which it may not (`UTC`), by today's names. */
export function zoneGroups(current: string): ZoneGroup[] {
  const listed = [current, ...Intl.supportedValuesOf('timeZone')].map(todaysName).toSorted();
  const all = [...new Set(['UTC', ...listed])];
  const groups = Map.groupBy(all, (id) => (id.includes('/') ? id.split('/')[0]! : 'General'));
  return [...groups].map(([name, ids]) => ({
    name,
    zones: ids.map((id) => ({
      id,
      label: id.slice(id.indexOf('/') + 1).replaceAll('_', ' '),
    })),
  }));
}
