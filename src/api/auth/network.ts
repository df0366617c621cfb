/** Which network an address belongs to, for limits. */

/**
 * The network that one subscriber gets: an IPv4 address, or the first 64 bits of an IPv6 one (RFC 6177), where
 * anyone has more addresses than can be counted. Null for what names nobody: `unknown`, and this machine itself.
 */
export function networkOf(address: string): string | null {
  if (/^127\.\d+\.\d+\.\d+$/.test(address) || address === '::1' || address === 'unknown')
    return null;
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return networkOf(mapped);
  const [start = '', end] = address.toLowerCase().split('::');
  const groups = (part: string | undefined) => (part ? part.split(':') : []);
  const missing = end === undefined ? 0 : 8 - groups(start).length - groups(end).length;
  const all = [...groups(start), ...Array<string>(Math.max(0, missing)).fill('0'), ...groups(end)];
  const prefix = all.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${prefix.join(':')}::/64`;
}
