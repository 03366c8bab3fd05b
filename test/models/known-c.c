// What C programs commonly call has a model.
// RUN: %highwater estimate --verbose --flag=-std=gnu17 %s | FileCheck %s --implicit-check-not='has no model'
// CHECK: peak

#define _GNU_SOURCE
#include <assert.h>
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <math.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int compare(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

static void *work(void *argument) { return argument; }

static void complain(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
}

static long streams(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) {
    perror(path);
    exit(EXIT_FAILURE);
  }
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *buffer = malloc(size + 1);
  if (!buffer)
    abort();
  size_t got = fread(buffer, 1, size, file);
  buffer[got] = '\0';
  char line[256], *long_line = NULL;
  size_t capacity = 0;
  while (fgets(line, sizeof line, file))
    got += strlen(line);
  while (getline(&long_line, &capacity, file) > 0)
    got += strtol(long_line, NULL, 10);
  int a = 0;
  double b = 0;
  if (fscanf(file, "%d %lf", &a, &b) == 2 && sscanf(line, "%d", &a) == 1)
    got += a + atoi(line) + (long)strtod(line, NULL);
  int c;
  while ((c = getc(file)) != EOF && c != '\n')
    got += isdigit(c) + isspace(c) + toupper(c);
  char *copy = strdup(buffer), *part = strndup(buffer, 10), *message = NULL;
  for (char *token = strtok(copy, ","); token; token = strtok(NULL, ","))
    got += strcmp(token, "x") + strncmp(token, "y", 1);
  if (asprintf(&message, "%s %d", path, a) < 0)
    complain("%s: %s\n", path, strerror(errno));
  snprintf(line, sizeof line, "%d", a);
  memcpy(line, buffer, 10);
  memset(line, 0, 10);
  got += strchr(buffer, ',') - buffer + (strstr(buffer, "xy") != NULL);
  buffer = realloc(buffer, 2 * size);
  int *numbers = calloc(size, sizeof *numbers);
  qsort(numbers, size, sizeof *numbers, compare);
  int key = 3;
  int *found = bsearch(&key, numbers, size, sizeof *numbers, compare);
  fprintf(stdout, "%ld %f %d\n", (long)got, sqrt(b) + pow(b, 2) + floor(b) + fabs(b), found ? *found : 0);
  puts("done");
  free(numbers);
  free(message);
  free(part);
  free(copy);
  free(long_line);
  free(buffer);
  fclose(file);
  return (long)got;
}

static long descriptors(const char *path) {
  int fd = open(path, O_RDONLY);
  struct stat status;
  if (fd < 0 || fstat(fd, &status) != 0)
    return -1;
  char *mapped = mmap(NULL, status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  char block[4096];
  long total = 0, got;
  while ((got = read(fd, block, sizeof block)) > 0)
    total += got;
  total += pread(fd, block, sizeof block, 0) + lseek(fd, 0, SEEK_SET) + mapped[0];
  munmap(mapped, status.st_size);
  close(fd);
  DIR *folder = opendir(".");
  for (struct dirent *entry; (entry = readdir(folder));)
    total += entry->d_name[0];
  closedir(folder);
  void *aligned = NULL;
  if (posix_memalign(&aligned, 64, 4096) == 0)
    free(aligned);
  int peer = socket(AF_INET, SOCK_STREAM, 0);
  total += recv(peer, block, sizeof block, 0) + send(peer, block, 1, 0) + write(1, block, 1);
  return total;
}

int main(int argc, char **argv) {
  int option;
  while ((option = getopt(argc, argv, "n:")) != -1)
    if (option == 'n')
      setenv("N", optarg, 1);
  const char *home = getenv("HOME");
  pthread_t thread;
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_create(&thread, NULL, work, argv);
  pthread_mutex_lock(&mutex);
  pthread_mutex_unlock(&mutex);
  pthread_join(thread, NULL);
  time_t now = time(NULL);
  struct tm *local = localtime(&now);
  srand((unsigned)now);
  assert(argc > 1);
  return (int)(streams(argv[1]) + descriptors(home) + local->tm_year + rand() % 3 + abs(argc) + sysconf(_SC_PAGESIZE));
}
