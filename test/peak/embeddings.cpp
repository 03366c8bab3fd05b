// Trains word vectors by skip-gram with negative sampling.
// RUN: %peak %s -size 16 -window 2 -negative 1 -min-count 5 {corpus}
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <random>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

struct Options {
  std::string corpus;
  int size = 50;
  int window = 5;
  int negative = 5;
  int minCount = 5;
  int epochs = 1;
  float alpha = 0.025f;
};

struct Word {
  std::string text;
  std::int64_t count;
};

class Vocabulary {
public:
  void count(const std::string &path) {
    std::unordered_map<std::string, std::int64_t> counts;
    std::ifstream in(path);
    std::string word;
    while (in >> word)
      ++counts[word];
    for (auto &[text, n] : counts)
      words_.push_back({text, n});
  }

  void prune(int minCount) {
    words_.erase(std::remove_if(words_.begin(), words_.end(),
                                [=](const Word &w) { return w.count < minCount; }),
                 words_.end());
    std::sort(words_.begin(), words_.end(), [](const Word &a, const Word &b) {
      return a.count != b.count ? a.count > b.count : a.text < b.text;
    });
    for (size_t i = 0; i < words_.size(); ++i) {
      ids_[words_[i].text] = static_cast<int>(i);
      total_ += words_[i].count;
    }
  }

  int id(const std::string &text) const {
    auto it = ids_.find(text);
    return it == ids_.end() ? -1 : it->second;
  }
  const Word &operator[](size_t i) const { return words_[i]; }
  size_t size() const { return words_.size(); }
  std::int64_t total() const { return total_; }

private:
  std::vector<Word> words_;
  std::unordered_map<std::string, int> ids_;
  std::int64_t total_ = 0;
};

class Model {
public:
  Model(const Vocabulary &vocabulary, const Options &options)
      : vocabulary_(vocabulary), options_(options), rng_(1),
        input_(vocabulary.size() * options.size), output_(vocabulary.size() * options.size, 0.f) {
    std::uniform_real_distribution<float> initial(-0.5f / options.size, 0.5f / options.size);
    for (float &x : input_)
      x = initial(rng_);
    buildTable(1 << 18);
  }

  void train(const std::vector<std::vector<int>> &sentences) {
    std::int64_t seen = 0;
    const std::int64_t all = vocabulary_.total() * options_.epochs;
    std::vector<float> gradient(options_.size);
    for (int epoch = 0; epoch < options_.epochs; ++epoch)
      for (const auto &sentence : sentences) {
        const float rate =
            options_.alpha * std::max(1e-4f, 1.f - static_cast<float>(seen) / (all + 1));
        const int n = static_cast<int>(sentence.size());
        for (int i = 0; i < n; ++i) {
          const int reach = 1 + rng_() % options_.window;
          for (int j = std::max(0, i - reach); j <= std::min(n - 1, i + reach); ++j)
            if (j != i)
              pair(sentence[j], sentence[i], rate, gradient);
        }
        seen += n;
      }
  }

  std::vector<std::pair<float, int>> nearest(int word, size_t n) const {
    std::vector<std::pair<float, int>> all;
    all.reserve(vocabulary_.size());
    for (size_t other = 0; other < vocabulary_.size(); ++other)
      if (static_cast<int>(other) != word)
        all.emplace_back(cosine(word, other), other);
    n = std::min(n, all.size());
    std::partial_sort(all.begin(), all.begin() + n, all.end(), std::greater<>());
    all.resize(n);
    return all;
  }

  double loss() const { return pairs_ ? loss_ / pairs_ : 0; }

private:
  void buildTable(size_t length) {
    double norm = 0;
    for (size_t i = 0; i < vocabulary_.size(); ++i)
      norm += std::pow(vocabulary_[i].count, 0.75);
    table_.reserve(length);
    for (size_t i = 0; i < vocabulary_.size(); ++i) {
      const auto share = std::ceil(std::pow(vocabulary_[i].count, 0.75) / norm * length);
      table_.insert(table_.end(), static_cast<size_t>(share), static_cast<int>(i));
    }
  }

  void pair(int context, int centre, float rate, std::vector<float> &gradient) {
    float *in = &input_[static_cast<size_t>(context) * options_.size];
    std::fill(gradient.begin(), gradient.end(), 0.f);
    for (int k = 0; k <= options_.negative; ++k) {
      const int target = k == 0 ? centre : table_[rng_() % table_.size()];
      if (k > 0 && target == centre)
        continue;
      float *out = &output_[static_cast<size_t>(target) * options_.size];
      float dot = 0;
      for (int d = 0; d < options_.size; ++d)
        dot += in[d] * out[d];
      const float p = 1.f / (1.f + std::exp(-dot));
      const float g = ((k == 0) - p) * rate;
      for (int d = 0; d < options_.size; ++d) {
        gradient[d] += g * out[d];
        out[d] += g * in[d];
      }
      loss_ -= std::log(std::max(1e-6f, k == 0 ? p : 1 - p));
    }
    for (int d = 0; d < options_.size; ++d)
      in[d] += gradient[d];
    ++pairs_;
  }

  float cosine(size_t a, size_t b) const {
    const float *x = &input_[a * options_.size], *y = &input_[b * options_.size];
    float dot = 0, xx = 0, yy = 0;
    for (int d = 0; d < options_.size; ++d) {
      dot += x[d] * y[d];
      xx += x[d] * x[d];
      yy += y[d] * y[d];
    }
    return dot / (std::sqrt(xx * yy) + 1e-9f);
  }

  const Vocabulary &vocabulary_;
  Options options_;
  std::mt19937 rng_;
  std::vector<float> input_, output_;
  std::vector<int> table_;
  double loss_ = 0;
  std::int64_t pairs_ = 0;
};

std::vector<std::vector<int>> encode(const std::string &path, const Vocabulary &vocabulary) {
  std::vector<std::vector<int>> sentences;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::vector<int> sentence;
    for (std::string word; words >> word;)
      if (int id = vocabulary.id(word); id >= 0)
        sentence.push_back(id);
    if (sentence.size() > 1)
      sentences.push_back(std::move(sentence));
  }
  return sentences;
}

Options parseOptions(int argc, char **argv) {
  Options o;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    auto value = [&] { return i + 1 < argc ? std::atoi(argv[++i]) : 0; };
    if (name == "-size")
      o.size = value();
    else if (name == "-window")
      o.window = value();
    else if (name == "-negative")
      o.negative = value();
    else if (name == "-min-count")
      o.minCount = value();
    else if (name == "-epochs")
      o.epochs = value();
    else
      o.corpus = name;
  }
  return o;
}

int main(int argc, char **argv) {
  const Options options = parseOptions(argc, argv);
  Vocabulary vocabulary;
  vocabulary.count(options.corpus);
  vocabulary.prune(options.minCount);
  if (vocabulary.size() == 0) {
    std::cerr << "no words in " << options.corpus << "\n";
    return 1;
  }
  const auto sentences = encode(options.corpus, vocabulary);
  std::cout << vocabulary.size() << " words, " << sentences.size() << " sentences\n";
  Model model(vocabulary, options);
  model.train(sentences);
  std::cout << "loss " << model.loss() << "\n";
  for (const auto &[similarity, id] : model.nearest(0, 5))
    std::cout << vocabulary[id].text << " " << similarity << "\n";
}
