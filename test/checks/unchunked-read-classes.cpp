// RUN: %check_highwater %s unchunked-read -stdlib=libstdc++ -std=c++20
// REQUIRES: libstdc++
// What is said of inputs that a class of the project opens.
#include <cstdint>
#include <fcntl.h>
#include <fstream>
#include <string>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

struct Read {
  std::string name, bases;
};

class ReadFile {
public:
  explicit ReadFile(const std::string &path) : stream(path) {}
  bool next(Read &read) { return std::getline(stream, read.name) && std::getline(stream, read.bases); }

private:
  std::ifstream stream;
};

std::size_t readByAClass(const std::string &path) {
  ReadFile file(path);
  std::vector<Read> reads;
  // CHECK-NOTES: :[[@LINE-1]]:21: warning: 'reads' (0.5·rows(path){{.+}}) {{.+}} lowers the peak of 'readByAClass' {{.+}}
  Read read;
  // CHECK-NOTES: :[[@LINE+1]]:15: note: read here; 'ReadFile::next' gives one record at a time, a record is all the pass needs
  while (file.next(read))
    reads.push_back(read);
  std::size_t bases = 0;
  // CHECK-NOTES: :[[@LINE+1]]:3: note: consumed here, from front to back
  for (const Read &each : reads)
    bases += each.bases.size();
  return bases;
}

class Mapping {
public:
  explicit Mapping(const char *path) {
    int fd = ::open(path, O_RDONLY);
    struct stat status;
    ::fstat(fd, &status);
    bytes = status.st_size;
    first = static_cast<const char *>(::mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, fd, 0));
    ::close(fd);
  }
  ~Mapping() { ::munmap(const_cast<char *>(first), bytes); }
  const char *data() const { return first; }
  std::size_t size() const { return bytes; }

private:
  const char *first;
  std::size_t bytes;
};

std::uint64_t copiedOutOfAClass(const char *path) {
  Mapping mapping(path);
  std::string text(mapping.data(), mapping.size());
  // CHECK-NOTES: :[[@LINE-1]]:15: warning: 'text' ({{.+}}) {{.+}} lowers the peak of 'copiedOutOfAClass' {{.+}}
  // CHECK-NOTES: :[[@LINE-2]]:15: note: copied whole out of a mapping here, by 'std::basic_string::basic_string'; the pass can read the mapping itself, whose pages come and go
  std::uint64_t hash = 0;
  // CHECK-NOTES: :[[@LINE+1]]:3: note: consumed here, from front to back
  for (unsigned char letter : text)
    hash = hash * 31 + letter;
  return hash;
}
