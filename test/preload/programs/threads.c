// Four threads hold 1000 blocks each at the same moment, then free each other's.
#include <pthread.h>
#include <stdlib.h>

enum { threads = 4, blocks = 1000, rounds = 20 };

static void *held[threads][blocks];
static pthread_barrier_t barrier;

static void *work(void *argument) {
  long self = (long)argument;
  for (int round = 0; round < rounds; ++round) {
    for (int i = 0; i < blocks; ++i)
      held[self][i] = malloc(1000);
    pthread_barrier_wait(&barrier);
    long other = (self + 1) % threads;
    for (int i = 0; i < blocks; ++i)
      free(held[other][i]);
    pthread_barrier_wait(&barrier);
  }
  return NULL;
}

int main(void) {
  pthread_t ids[threads];
  pthread_barrier_init(&barrier, NULL, threads);
  for (long i = 0; i < threads; ++i)
    pthread_create(&ids[i], NULL, work, (void *)i);
  for (int i = 0; i < threads; ++i)
    pthread_join(ids[i], NULL);
  return 0;
}
