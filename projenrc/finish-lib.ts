/** The last steps of `projen compile`. */
import { addData } from './finish-lib/data';
import { loadLazily } from './finish-lib/lazy-index';

void addData().then(loadLazily);
