/* What does a disk do whose flush takes SLOW_US microseconds longer, as in a cloud or with a replica that must have it too?
   Preloaded under whoever writes: each flush is done as ever, and then waited for. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

typedef int flush(int file);

static int slower(const char *name, int file) {
    flush *real = (flush *)dlsym(RTLD_NEXT, name);
    const char *said = getenv("SLOW_US");
    long us = said ? atol(said) : 0;
    struct timespec wait = {us / 1000000, us % 1000000 * 1000};
    int result = real(file);
    while (us > 0 && nanosleep(&wait, &wait)) {} /* a signal must not make it shorter */
    return result;
}

int fsync(int file) { return slower("fsync", file); }
int fdatasync(int file) { return slower("fdatasync", file); }
