import { Field } from './field';
import { portName } from '../forms';

export const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];

/** A port by number, or by the name that a container gives it. */
export function checkPortOrName(port: Field, otherwise: number | string = 0): void {
  const value = port.value ?? otherwise;
  if (typeof value === 'string') { port.hasForm(portName, value); } else { port.inRange(1, 65535, value); }
}
