/** Input that cannot be read at all. Its message is one line that names the place. */
export class InputError extends Error {}
