import { warning } from '../code';

/** Codes that more than one file reports. */
export const PARENT_NOT_FOUND = warning('GWA0101', 'ParentNotFound');
export const REFERENCE_NOT_PERMITTED = warning('GWA0303', 'ReferenceNotPermitted');
