/** The last steps of `projen compile`. */
import { addData } from './finish-lib/data';
import { loadLazily } from './finish-lib/lazy-index';
import { shrink } from './finish-lib/shrink';

void addData().then(shrink).then(loadLazily);
