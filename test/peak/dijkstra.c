// Shortest paths from one node of a road network kept as adjacency lists.
// RUN: %peak %s {road_edges} 0
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

struct edge {
  int to;
  int weight;
  struct edge *next;
};

struct graph {
  int nodes;
  size_t edges;
  struct edge **adjacent;
};

struct item {
  long distance;
  int node;
};

struct heap {
  struct item *items;
  size_t count, capacity, most;
};

static int add_edge(struct graph *g, int from, int to, int weight) {
  struct edge *e = malloc(sizeof *e);
  if (!e)
    return -1;
  e->to = to;
  e->weight = weight;
  e->next = g->adjacent[from];
  g->adjacent[from] = e;
  g->edges++;
  return 0;
}

static int graph_read(struct graph *g, FILE *in) {
  char line[128];
  while (fgets(line, sizeof line, in)) {
    int from, to, weight;
    switch (line[0]) {
    case 'p':
      if (g->adjacent || sscanf(line, "p sp %d", &g->nodes) != 1 || g->nodes <= 0)
        return -1;
      g->adjacent = calloc(g->nodes, sizeof *g->adjacent);
      if (!g->adjacent)
        return -1;
      break;
    case 'a':
      if (!g->adjacent || sscanf(line, "a %d %d %d", &from, &to, &weight) != 3)
        return -1;
      if (from < 0 || from >= g->nodes || to < 0 || to >= g->nodes)
        return -1;
      if (add_edge(g, from, to, weight) != 0 || add_edge(g, to, from, weight) != 0)
        return -1;
      break;
    default:
      break; // comment
    }
  }
  return g->adjacent ? 0 : -1;
}

static void graph_free(struct graph *g) {
  for (int i = 0; g->adjacent && i < g->nodes; i++) {
    struct edge *e = g->adjacent[i];
    while (e) {
      struct edge *next = e->next;
      free(e);
      e = next;
    }
  }
  free(g->adjacent);
}

static void heap_push(struct heap *h, long distance, int node) {
  if (h->count == h->capacity) {
    h->capacity = h->capacity ? 2 * h->capacity : 128;
    h->items = realloc(h->items, h->capacity * sizeof *h->items);
    if (!h->items) {
      perror("realloc");
      exit(1);
    }
  }
  size_t i = h->count++;
  if (h->count > h->most)
    h->most = h->count;
  while (i > 0) {
    size_t parent = (i - 1) / 2;
    if (h->items[parent].distance <= distance)
      break;
    h->items[i] = h->items[parent];
    i = parent;
  }
  h->items[i].distance = distance;
  h->items[i].node = node;
}

static struct item heap_pop(struct heap *h) {
  struct item top = h->items[0], last = h->items[--h->count];
  size_t i = 0;
  for (;;) {
    size_t child = 2 * i + 1;
    if (child >= h->count)
      break;
    if (child + 1 < h->count && h->items[child + 1].distance < h->items[child].distance)
      child++;
    if (last.distance <= h->items[child].distance)
      break;
    h->items[i] = h->items[child];
    i = child;
  }
  h->items[i] = last;
  return top;
}

static long *shortest_paths(const struct graph *g, int source, size_t *most) {
  long *distance = malloc(g->nodes * sizeof *distance);
  if (!distance)
    return NULL;
  for (int i = 0; i < g->nodes; i++)
    distance[i] = LONG_MAX;
  struct heap heap = {0};
  distance[source] = 0;
  heap_push(&heap, 0, source);
  while (heap.count > 0) {
    struct item item = heap_pop(&heap);
    if (item.distance > distance[item.node])
      continue;
    for (const struct edge *e = g->adjacent[item.node]; e; e = e->next) {
      long d = item.distance + e->weight;
      if (d < distance[e->to]) {
        distance[e->to] = d;
        heap_push(&heap, d, e->to);
      }
    }
  }
  *most = heap.most;
  free(heap.items);
  return distance;
}

int main(int argc, char **argv) {
  if (argc < 2) {
    fprintf(stderr, "usage: %s GRAPH [SOURCE]\n", argv[0]);
    return 2;
  }
  int source = argc > 2 ? atoi(argv[2]) : 0;
  FILE *in = fopen(argv[1], "r");
  if (!in) {
    perror(argv[1]);
    return 1;
  }
  struct graph graph = {0};
  int status = 1;
  if (graph_read(&graph, in) != 0) {
    fprintf(stderr, "%s: cannot read graph\n", argv[1]);
    goto out;
  }
  if (source < 0 || source >= graph.nodes) {
    fprintf(stderr, "no node %d\n", source);
    goto out;
  }
  size_t most = 0;
  long *distance = shortest_paths(&graph, source, &most);
  if (!distance)
    goto out;
  long farthest = 0;
  int reached = 0;
  for (int i = 0; i < graph.nodes; i++) {
    if (distance[i] == LONG_MAX)
      continue;
    reached++;
    if (distance[i] > farthest)
      farthest = distance[i];
  }
  printf("%d of %d nodes reached over %zu edges, farthest %ld, queue %zu\n", reached, graph.nodes, graph.edges,
         farthest, most);
  free(distance);
  status = 0;
out:
  fclose(in);
  graph_free(&graph);
  return status;
}
