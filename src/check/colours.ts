import { Style } from './text';
import { Severity } from '../manifests';

const escape = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;
const OF_SEVERITY: { readonly [severity in Severity]: (text: string) => string } = { error: escape(31), warning: escape(33), info: escape(36) };

/** For terminals. */
export const COLOURED: Style = { severity: (severity, text) => OF_SEVERITY[severity](text), strong: escape(1), faint: escape(2) };
