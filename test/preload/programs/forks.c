// The parent's peak is 1 MB, freed before the fork; the child's is 3 MB.
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  free(malloc(1000000));
  void *kept = malloc(1000);
  pid_t child = fork();
  if (child == 0) {
    free(malloc(3000000));
    exit(0);
  }
  waitpid(child, NULL, 0);
  free(kept);
  return 0;
}
