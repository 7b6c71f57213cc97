// Prints to stderr how many megabytes the process took at most.
process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS / 1024)));
