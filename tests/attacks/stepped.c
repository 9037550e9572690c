/* What does a program do whose machine's clock is set? Preloaded under it: the wall's clock stands off by as many seconds as the file
   STEPPED_BY says; the steady clocks go on. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

typedef int clock_of(clockid_t clock, struct timespec *at);

static long stepped(void) {
    const char *path = getenv("STEPPED_BY");
    FILE *file = path ? fopen(path, "r") : NULL;
    long seconds = 0;
    if (file) {
        if (fscanf(file, "%ld", &seconds) != 1) seconds = 0;
        fclose(file);
    }
    return seconds;
}

int clock_gettime(clockid_t clock, struct timespec *at) {
    clock_of *real = (clock_of *)dlsym(RTLD_NEXT, "clock_gettime");
    int result = real(clock, at);
    if (clock == CLOCK_REALTIME) at->tv_sec += stepped();
    return result;
}

time_t time(time_t *at) {
    struct timespec here;
    clock_gettime(CLOCK_REALTIME, &here);
    if (at) *at = here.tv_sec;
    return here.tv_sec;
}

int gettimeofday(struct timeval *at, void *zone) {
    struct timespec here;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &here);
    at->tv_sec = here.tv_sec;
    at->tv_usec = here.tv_nsec / 1000;
    return 0;
}
