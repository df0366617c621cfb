/** Exponents and indexes as text: by signs of their own where all have one, else behind `^` or `_`. */

const above = new Map(zip('0123456789+-−=()ni', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ'));
const below = new Map(
  zip('0123456789+-−=()aeoxijruvhklmnpst', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓᵢⱼᵣᵤᵥₕₖₗₘₙₚₛₜ'),
);

export function raised(text: string): string {
  return written(text, above, '^');
}

export function lowered(text: string): string {
  return written(text, below, '_');
}

function written(text: string, signs: ReadonlyMap<string, string>, mark: string): string {
  const all = [...text];
  if (text.trim() === '') return text;
  if (all.every((sign) => signs.has(sign))) return all.map((sign) => signs.get(sign)).join('');
  return all.length === 1 ? mark + text : `${mark}(${text})`;
}

function zip(plain: string, shown: string): [string, string][] {
  const signs = [...shown];
  return [...plain].map((sign, index) => [sign, signs[index] ?? sign]);
}
