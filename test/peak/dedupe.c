// Drops log lines that repeat one of the last so many seconds.
// RUN: %peak %s -w 3600 -l INFO {log_lines}
// XFAIL: *
// The estimate is off by more than it may be; see scripts/accuracy.
#include <getopt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUCKETS 16384

struct entry {
  struct entry *chain;      // next in the bucket
  struct entry *newer;      // next in order of time
  uint64_t hash;
  long time;
  unsigned repeats;
  char *text;
};

struct window {
  struct entry *buckets[BUCKETS];
  struct entry *oldest, *newest;
  long seconds;
  size_t size, most;
};

struct totals {
  size_t read, filtered, written, dropped, malformed;
};

static const char *const levels[] = {"DEBUG", "INFO", "WARN", "ERROR"};

static int level_of(const char *name) {
  for (int i = 0; i < 4; i++)
    if (strcmp(levels[i], name) == 0)
      return i;
  return -1;
}

static uint64_t hash_text(const char *s) {
  uint64_t h = 5381;
  while (*s)
    h = h * 33 + (unsigned char)*s++;
  return h;
}

static void unlink_entry(struct window *w, struct entry *e) {
  struct entry **p = &w->buckets[e->hash % BUCKETS];
  while (*p != e)
    p = &(*p)->chain;
  *p = e->chain;
}

static void expire(struct window *w, long now, FILE *report) {
  while (w->oldest && w->oldest->time + w->seconds < now) {
    struct entry *e = w->oldest;
    w->oldest = e->newer;
    if (!w->oldest)
      w->newest = NULL;
    unlink_entry(w, e);
    if (report && e->repeats > 50)
      fprintf(report, "repeated %u times: %s\n", e->repeats, e->text);
    free(e->text);
    free(e);
    w->size--;
  }
}

static int seen(struct window *w, long time, const char *text) {
  uint64_t h = hash_text(text);
  for (struct entry *e = w->buckets[h % BUCKETS]; e; e = e->chain)
    if (e->hash == h && strcmp(e->text, text) == 0) {
      e->repeats++;
      return 1;
    }
  struct entry *e = calloc(1, sizeof *e);
  if (!e || !(e->text = strdup(text))) {
    perror("window");
    exit(1);
  }
  e->hash = h;
  e->time = time;
  e->chain = w->buckets[h % BUCKETS];
  w->buckets[h % BUCKETS] = e;
  if (w->newest)
    w->newest->newer = e;
  else
    w->oldest = e;
  w->newest = e;
  if (++w->size > w->most)
    w->most = w->size;
  return 0;
}

static void filter(FILE *in, FILE *out, struct window *w, int least, int verbose, struct totals *t) {
  char *line = NULL;
  size_t size = 0;
  ssize_t length;
  while ((length = getline(&line, &size, in)) != -1) {
    long time;
    char level[8];
    int body = 0;
    t->read++;
    if (length > 0 && line[length - 1] == '\n')
      line[length - 1] = '\0';
    if (sscanf(line, "%ld %7s %n", &time, level, &body) < 2 || body == 0) {
      t->malformed++;
      continue;
    }
    if (level_of(level) < least) {
      t->filtered++;
      continue;
    }
    expire(w, time, verbose ? stderr : NULL);
    if (seen(w, time, line + body)) {
      t->dropped++;
      continue;
    }
    t->written++;
    if (out)
      fprintf(out, "%s\n", line);
  }
  free(line);
}

static void usage(const char *program) {
  fprintf(stderr, "usage: %s [-v] [-w SECONDS] [-l LEVEL] [-o OUTPUT] [FILE...]\n", program);
  exit(2);
}

int main(int argc, char **argv) {
  static struct window window;
  struct totals totals = {0};
  const char *output = NULL;
  int option, least = 0, verbose = 0;
  window.seconds = 60;
  while ((option = getopt(argc, argv, "vw:l:o:")) != -1) {
    switch (option) {
    case 'v':
      verbose = 1;
      break;
    case 'w':
      window.seconds = strtol(optarg, NULL, 10);
      break;
    case 'l':
      least = level_of(optarg);
      if (least < 0)
        usage(argv[0]);
      break;
    case 'o':
      output = optarg;
      break;
    default:
      usage(argv[0]);
    }
  }
  FILE *out = NULL;
  if (output && !(out = fopen(output, "w"))) {
    perror(output);
    return 1;
  }
  if (optind == argc)
    filter(stdin, out, &window, least, verbose, &totals);
  for (int i = optind; i < argc; i++) {
    FILE *in = fopen(argv[i], "r");
    if (!in) {
      perror(argv[i]);
      continue;
    }
    filter(in, out, &window, least, verbose, &totals);
    fclose(in);
  }
  expire(&window, window.newest ? window.newest->time + window.seconds + 1 : 0, verbose ? stderr : NULL);
  if (out)
    fclose(out);
  printf("%zu read, %zu filtered, %zu written, %zu dropped, %zu malformed; window of at most %zu\n", totals.read,
         totals.filtered, totals.written, totals.dropped, totals.malformed, window.most);
  return 0;
}
