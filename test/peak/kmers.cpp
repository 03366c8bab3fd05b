// Counts canonical k-mers of a FASTA file and prints their spectrum.
// RUN: %peak %s -k 11 -t 40 {contigs}
// XFAIL: *
// The estimate is off by more than it may be; see scripts/accuracy.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <unistd.h>
#include <unordered_map>
#include <vector>

struct Sequence {
  std::string name;
  std::string bases;
};

class FastaReader {
public:
  explicit FastaReader(const char *path) : in_(path) {}
  explicit operator bool() const { return static_cast<bool>(in_); }

  std::optional<Sequence> next() {
    std::string line;
    Sequence seq;
    if (pending_.empty()) {
      while (std::getline(in_, line) && line[0] != '>')
        ;
      if (!in_)
        return std::nullopt;
      pending_ = line;
    }
    seq.name = pending_.substr(1, pending_.find(' ') - 1);
    pending_.clear();
    while (std::getline(in_, line)) {
      if (line.empty())
        continue;
      if (line[0] == '>') {
        pending_ = std::move(line);
        break;
      }
      seq.bases += line;
    }
    return seq;
  }

private:
  std::ifstream in_;
  std::string pending_;
};

class KmerCounter {
public:
  explicit KmerCounter(int k) : k_(k), mask_((1ULL << (2 * k)) - 1) {
    codes_.fill(-1);
    codes_['A'] = codes_['a'] = 0;
    codes_['C'] = codes_['c'] = 1;
    codes_['G'] = codes_['g'] = 2;
    codes_['T'] = codes_['t'] = 3;
  }

  void add(const std::string &bases) {
    std::uint64_t forward = 0, reverse = 0;
    int length = 0;
    for (unsigned char base : bases) {
      const int code = codes_[base];
      if (code < 0) {
        length = 0;
        continue;
      }
      forward = (forward << 2 | code) & mask_;
      reverse = reverse >> 2 | static_cast<std::uint64_t>(3 - code) << (2 * (k_ - 1));
      if (++length >= k_)
        ++counts_[std::min(forward, reverse)];
    }
  }

  std::string decode(std::uint64_t kmer) const {
    std::string text(k_, 'A');
    for (int i = k_ - 1; i >= 0; --i, kmer >>= 2)
      text[i] = "ACGT"[kmer & 3];
    return text;
  }

  const std::unordered_map<std::uint64_t, std::uint32_t> &counts() const { return counts_; }

private:
  int k_;
  std::uint64_t mask_;
  std::array<int, 256> codes_;
  std::unordered_map<std::uint64_t, std::uint32_t> counts_;
};

int main(int argc, char **argv) {
  int k = 21;
  unsigned threshold = 2;
  for (int option; (option = getopt(argc, argv, "k:t:")) != -1;) {
    switch (option) {
    case 'k':
      k = std::atoi(optarg);
      break;
    case 't':
      threshold = std::atoi(optarg);
      break;
    default:
      std::fprintf(stderr, "usage: %s [-k K] [-t MIN] FASTA\n", argv[0]);
      return 2;
    }
  }
  if (optind >= argc || k < 1 || k > 31)
    return 2;
  FastaReader reader(argv[optind]);
  if (!reader)
    return 1;
  KmerCounter counter(k);
  std::size_t sequences = 0, bases = 0;
  while (auto seq = reader.next()) {
    ++sequences;
    bases += seq->bases.size();
    counter.add(seq->bases);
  }

  std::vector<std::size_t> spectrum(64, 0);
  std::vector<std::pair<std::uint32_t, std::uint64_t>> frequent;
  for (const auto &[kmer, count] : counter.counts()) {
    ++spectrum[std::min<std::size_t>(count, spectrum.size() - 1)];
    if (count >= threshold)
      frequent.emplace_back(count, kmer);
  }
  std::sort(frequent.rbegin(), frequent.rend());
  std::cout << sequences << " sequences, " << bases << " bases, " << counter.counts().size()
            << " distinct " << k << "-mers\n";
  for (std::size_t i = 1; i < 10; ++i)
    std::cout << i << "\t" << spectrum[i] << "\n";
  for (std::size_t i = 0; i < frequent.size() && i < 10; ++i)
    std::cout << counter.decode(frequent[i].second) << "\t" << frequent[i].first << "\n";
}
