/** Stands for all namespaces in `exportTo`. */
export const EVERYWHERE = '*';

/** Namespaces that see a resource of a namespace: those that its `exportTo` names, each once, where `.` is its own; by default all. */
export function scopesOf(exportTo: readonly string[], namespace: string): readonly string[] {
  if (exportTo.length === 0 || exportTo.includes(EVERYWHERE)) { return [EVERYWHERE]; }
  return [...new Set(exportTo.map(to => to === '.' ? namespace : to))];
}
