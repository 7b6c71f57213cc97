import { quoted } from '../field-error';
import { isAddress } from './addresses';
import { Complaints } from './complaints';
import { badName } from './hosts';
import { labels } from './labels';

type Json = any;

const SOCKET = 'unix://';

/** @param byName whether the address may be a name */
export function workloadEntry(entry: Json, said: Complaints, byName = true): void {
  const { address = '', network = '' } = entry;
  if (address === '' && network === '') {
    said.error('address is required', 'give the address of the workload, or the network that it is in', 'address');
    return;
  }
  if (address === '') {
    said.warning(`address is unset with network ${quoted(network)}`, "give the address, unless the network's gateway knows the way", 'address');
  } else if (!address.startsWith(SOCKET) && !isAddress(address)) {
    if (!byName) {
      said.error(`endpoint address ${quoted(address)} is not a valid IP address`, 'give an IP address, or resolution DNS', 'address');
    } else {
      namedAddress(address, said);
    }
  }
  said.in(entry, 'labels', labels);
}

/** An address that may be a name. */
export function namedAddress(address: string, said: Complaints): void {
  if (isAddress(address) || badName(address) === undefined) { return; }
  said.error(`endpoint address ${quoted(address)} is not a valid FQDN or an IP address`, 'give an IP address or a full name', 'address');
}
