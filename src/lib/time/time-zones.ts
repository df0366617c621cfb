/** Time zones to choose from, by continent. */

export interface ZoneGroup {
  name: string;
  zones: { id: string; label: string }[];
}

/** All that the runtime lists, and `current`, which may go by another name (`UTC`, or one that was renamed). */
export function zoneGroups(current: string): ZoneGroup[] {
  const all = [...new Set(['UTC', current, ...Intl.supportedValuesOf('timeZone')])];
  const groups = Map.groupBy(all, (id) => (id.includes('/') ? id.split('/')[0]! : 'General'));
  return [...groups].map(([name, ids]) => ({
    name,
    zones: ids.map((id) => ({
      id,
      label: id.slice(id.indexOf('/') + 1).replaceAll('_', ' '),
    })),
  }));
}
