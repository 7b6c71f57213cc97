import { Mesh } from './mesh';
import { Finding } from '../manifests';

/**
 * One look at the mesh. Types of fields are as their schemas say, as what is of another type is taken out before; but any
 * field may be missing, also a required one.
 */
export type Rule = (mesh: Mesh) => Iterable<Finding>;
