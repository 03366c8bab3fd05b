// A kd-tree over the points of a binary file, asked for the nearest neighbours of a sample of them.
// RUN: %peak %s {points_binary} 2000
#include <float.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct header {
  char magic[4];
  uint32_t version;
  uint64_t count;
};

struct point {
  float at[3];
  uint32_t id;
};

struct node {
  struct point point;
  int axis;
  struct node *left;
  struct node *right;
};

struct nearest {
  const struct node *node;
  float distance;
  size_t visited;
};

static struct point *read_points(const char *path, size_t *count) {
  struct header header;
  struct point *points = NULL;
  FILE *in = fopen(path, "rb");
  if (!in) {
    perror(path);
    return NULL;
  }
  if (fread(&header, sizeof header, 1, in) != 1 || memcmp(header.magic, "PNTS", 4) != 0 || header.version != 1) {
    fprintf(stderr, "%s: not a file of points\n", path);
    goto out;
  }
  points = malloc(header.count * sizeof *points);
  if (!points) {
    perror("malloc");
    goto out;
  }
  *count = fread(points, sizeof *points, header.count, in);
  if (*count != header.count)
    fprintf(stderr, "%s: truncated, %zu of %zu points\n", path, *count, (size_t)header.count);
out:
  fclose(in);
  return points;
}

static void swap(struct point *a, struct point *b) {
  struct point t = *a;
  *a = *b;
  *b = t;
}

// Moves the k-th point along the axis to its place, lesser ones before it.
static void select_nth(struct point *p, size_t n, size_t k, int axis) {
  size_t low = 0, high = n - 1;
  while (low < high) {
    float pivot = p[low + (high - low) / 2].at[axis];
    size_t i = low, j = high;
    while (i <= j) {
      while (p[i].at[axis] < pivot)
        i++;
      while (p[j].at[axis] > pivot)
        j--;
      if (i <= j) {
        swap(&p[i++], &p[j]);
        if (j == 0)
          break;
        j--;
      }
    }
    if (k <= j)
      high = j;
    else if (k >= i)
      low = i;
    else
      return;
  }
}

static struct node *build(struct point *points, size_t n, int depth) {
  if (n == 0)
    return NULL;
  struct node *node = malloc(sizeof *node);
  if (!node) {
    perror("malloc");
    exit(1);
  }
  size_t middle = n / 2;
  node->axis = depth % 3;
  select_nth(points, n, middle, node->axis);
  node->point = points[middle];
  node->left = build(points, middle, depth + 1);
  node->right = build(points + middle + 1, n - middle - 1, depth + 1);
  return node;
}

static void destroy(struct node *node) {
  if (!node)
    return;
  destroy(node->left);
  destroy(node->right);
  free(node);
}

static float squared(const float *a, const float *b) {
  float sum = 0;
  for (int i = 0; i < 3; i++)
    sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sum;
}

static void search(const struct node *node, const struct point *query, struct nearest *best) {
  if (!node)
    return;
  best->visited++;
  float distance = squared(node->point.at, query->at);
  if (distance < best->distance && node->point.id != query->id) {
    best->distance = distance;
    best->node = node;
  }
  float across = query->at[node->axis] - node->point.at[node->axis];
  search(across < 0 ? node->left : node->right, query, best);
  if (across * across < best->distance)
    search(across < 0 ? node->right : node->left, query, best);
}

int main(int argc, char **argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: %s POINTS [QUERIES]\n", argv[0]);
    return 2;
  }
  size_t queries = argc > 2 ? strtoul(argv[2], NULL, 10) : 1000;
  size_t count = 0;
  struct point *points = read_points(argv[1], &count);
  if (!points)
    return 1;
  if (count == 0) {
    fprintf(stderr, "no points\n");
    free(points);
    return 1;
  }
  if (queries > count)
    queries = count;
  struct point *sample = malloc(queries * sizeof *sample);
  if (!sample)
    return 1;
  for (size_t i = 0; i < queries; i++)
    sample[i] = points[i * (count / queries)];

  struct node *root = build(points, count, 0);
  free(points);

  double sum = 0;
  size_t visited = 0;
  for (size_t i = 0; i < queries; i++) {
    struct nearest best = {NULL, FLT_MAX, 0};
    search(root, &sample[i], &best);
    if (best.node)
      sum += best.distance;
    visited += best.visited;
  }
  printf("%zu points, mean squared distance %g, %.1f nodes a query\n", count, sum / queries,
         (double)visited / queries);
  free(sample);
  destroy(root);
  return 0;
}
