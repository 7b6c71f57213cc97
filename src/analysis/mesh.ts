import { MeshConfig, meshConfigOf } from './mesh-config';
import { Manifests } from '../manifests';

/** What rules look at: the manifests of one API server, and how the mesh is set up. */
export class Mesh {
  public readonly config: MeshConfig;

  constructor(public readonly manifests: Manifests, config?: MeshConfig) {
    this.config = config ?? meshConfigOf(manifests);
  }

  /** Namespace whose configuration holds for the whole mesh. */
  public get rootNamespace(): string {
    return this.config.rootNamespace ?? 'istio-system';
  }
}
