// Ends in the way that the first argument names, with 100 bytes live and a peak of 1000.
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void *kept;

int main(int argc, char **argv) {
  (void)argc;
  kept = malloc(100);
  void *large = malloc(1000);
  memset(large, 0, 1000);
  free(large);
  const char *way = argv[1];
  if (!strcmp(way, "return"))
    return 7;
  if (!strcmp(way, "exit"))
    exit(7);
  if (!strcmp(way, "_exit"))
    _exit(7);
  if (!strcmp(way, "_Exit"))
    _Exit(7);
  if (!strcmp(way, "quick_exit"))
    quick_exit(7);
  if (!strcmp(way, "abort"))
    abort();
  if (!strcmp(way, "segv"))
    *(volatile int *)8 = 1;
  if (!strcmp(way, "term"))
    kill(getpid(), SIGTERM);
  if (!strcmp(way, "exec"))
    execv(argv[0], (char *[]){argv[0], "return", NULL});
  return 1;
}
