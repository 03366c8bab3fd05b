// The part of the standard library that the tests of the checks use: declarations with the names the models know.
#pragma once

using size_t = decltype(sizeof(0));

namespace std {
using size_t = ::size_t;
using ptrdiff_t = decltype((char *)0 - (char *)0);
using nullptr_t = decltype(nullptr);

template <class T> struct remove_reference { using type = T; };
template <class T> struct remove_reference<T &> { using type = T; };
template <class T> struct remove_reference<T &&> { using type = T; };
template <class T> struct remove_extent { using type = T; };
template <class T> struct remove_extent<T[]> { using type = T; };

template <class T> constexpr typename remove_reference<T>::type &&move(T &&value) noexcept {
  return static_cast<typename remove_reference<T>::type &&>(value);
}
template <class T> constexpr T &&forward(typename remove_reference<T>::type &value) noexcept {
  return static_cast<T &&>(value);
}
template <class T> void swap(T &a, T &b) noexcept;
template <class T, class U = T> T exchange(T &object, U &&value);

template <class T> class initializer_list {
  const T *first;
  size_t count;

public:
  const T *begin() const;
  const T *end() const;
  size_t size() const;
};

template <class T> struct allocator {};
template <class T> struct less {};
template <class T> struct hash {};
template <class T> struct equal_to {};
template <class T> struct default_delete {};
template <class C> struct char_traits {};

template <class T, class U> struct pair {
  T first;
  U second;
};

template <class T, class A = allocator<T>> class vector {
  T *first, *last, *limit;

public:
  using value_type = T;
  using iterator = T *;
  using const_iterator = const T *;
  vector() noexcept;
  explicit vector(size_t count);
  vector(size_t count, const T &value);
  template <class Iterator> vector(Iterator from, Iterator to);
  vector(initializer_list<T> elements);
  vector(const vector &);
  vector(vector &&) noexcept;
  ~vector();
  vector &operator=(const vector &);
  vector &operator=(vector &&) noexcept;
  vector &operator=(initializer_list<T>);
  T *begin();
  T *end();
  const T *begin() const;
  const T *end() const;
  T &operator[](size_t index);
  const T &operator[](size_t index) const;
  T &at(size_t index);
  T &front();
  const T &front() const;
  T &back();
  const T &back() const;
  T *data();
  const T *data() const;
  size_t size() const;
  size_t capacity() const;
  bool empty() const;
  void push_back(const T &);
  void push_back(T &&);
  template <class... Args> T &emplace_back(Args &&...);
  void pop_back();
  void resize(size_t count);
  void resize(size_t count, const T &value);
  void reserve(size_t count);
  void assign(size_t count, const T &value);
  void clear();
  void shrink_to_fit();
  void swap(vector &other);
};

template <class C, class Traits = char_traits<C>> class basic_string_view {
  const C *first;
  size_t count;

public:
  basic_string_view();
  basic_string_view(const C *text);
  basic_string_view(const C *text, size_t count);
  basic_string_view substr(size_t at, size_t count = -1) const;
  const C *data() const;
  size_t size() const;
  bool empty() const;
  const C *begin() const;
  const C *end() const;
  size_t find(C c, size_t from = 0) const;
};
using string_view = basic_string_view<char>;

template <class C, class Traits = char_traits<C>, class A = allocator<C>> class basic_string {
  C *first;
  size_t count;
  C local[16];

public:
  basic_string();
  basic_string(const C *text);
  basic_string(size_t count, C c);
  basic_string(const basic_string &);
  basic_string(basic_string &&) noexcept;
  ~basic_string();
  basic_string &operator=(const basic_string &);
  basic_string &operator=(basic_string &&) noexcept;
  basic_string &operator+=(const basic_string &);
  basic_string &operator+=(C c);
  basic_string &append(const basic_string &);
  operator basic_string_view<C>() const;
  C &operator[](size_t index);
  const C &operator[](size_t index) const;
  C *begin();
  C *end();
  C *data();
  const C *data() const;
  const C *c_str() const;
  size_t size() const;
  bool empty() const;
  void push_back(C c);
  void resize(size_t count);
  void reserve(size_t count);
  void clear();
  void shrink_to_fit();
  basic_string substr(size_t at = 0, size_t count = -1) const;
  size_t find(C c, size_t from = 0) const;
  void swap(basic_string &other);
};
using string = basic_string<char>;

template <class T> class span {
  T *first;
  size_t count;

public:
  span();
  span(T *first, size_t count);
  span(vector<T> &);
  T &operator[](size_t index) const;
  T *begin() const;
  T *end() const;
  T *data() const;
  size_t size() const;
  span subspan(size_t at) const;
};

template <class T, class D = default_delete<T>> class unique_ptr {
  T *pointer;

public:
  unique_ptr() noexcept;
  unique_ptr(nullptr_t) noexcept;
  explicit unique_ptr(T *) noexcept;
  unique_ptr(unique_ptr &&) noexcept;
  unique_ptr(const unique_ptr &) = delete;
  ~unique_ptr();
  unique_ptr &operator=(unique_ptr &&) noexcept;
  unique_ptr &operator=(nullptr_t) noexcept;
  T *get() const;
  T &operator*() const;
  T *operator->() const;
  explicit operator bool() const;
  T *release();
  void reset();
  void reset(T *);
};
template <class T, class D> class unique_ptr<T[], D> {
  T *pointer;

public:
  unique_ptr() noexcept;
  explicit unique_ptr(T *) noexcept;
  unique_ptr(unique_ptr &&) noexcept;
  ~unique_ptr();
  unique_ptr &operator=(unique_ptr &&) noexcept;
  unique_ptr &operator=(nullptr_t) noexcept;
  T *get() const;
  T &operator[](size_t index) const;
  T *release();
  void reset();
};
template <class T> struct makeUnique { using one = unique_ptr<T>; };
template <class T> struct makeUnique<T[]> { using many = unique_ptr<T[]>; };
template <class T, class... Args> typename makeUnique<T>::one make_unique(Args &&...);
template <class T> typename makeUnique<T>::many make_unique(size_t count);

template <class T> class shared_ptr {
  T *pointer;
  void *counts;

public:
  shared_ptr() noexcept;
  explicit shared_ptr(T *);
  shared_ptr(const shared_ptr &) noexcept;
  shared_ptr(shared_ptr &&) noexcept;
  ~shared_ptr();
  shared_ptr &operator=(const shared_ptr &) noexcept;
  shared_ptr &operator=(shared_ptr &&) noexcept;
  T *get() const;
  T &operator*() const;
  T *operator->() const;
  void reset();
  long use_count() const;
};
template <class T, class... Args> shared_ptr<T> make_shared(Args &&...);
template <class T> class weak_ptr {
  T *pointer;
  void *counts;

public:
  weak_ptr(const shared_ptr<T> &);
  ~weak_ptr();
  shared_ptr<T> lock() const;
};

template <class K, class V, class C = less<K>, class A = allocator<pair<const K, V>>> class map {
  void *root;
  size_t count;

public:
  using iterator = pair<const K, V> *;
  map();
  map(const map &);
  map(map &&) noexcept;
  ~map();
  map &operator=(const map &);
  map &operator=(map &&) noexcept;
  V &operator[](const K &key);
  V &at(const K &key);
  iterator begin();
  iterator end();
  iterator find(const K &key);
  size_t size() const;
  void clear();
};

template <class T> class reference_wrapper {
  T *pointer;

public:
  reference_wrapper(T &);
  T &get() const;
  operator T &() const;
};
template <class T> reference_wrapper<T> ref(T &);
template <class T> reference_wrapper<const T> cref(const T &);

template <class T> class function;
template <class R, class... Args> class function<R(Args...)> {
  void *target;

public:
  function();
  template <class F> function(F) {}
  function(const function &);
  ~function();
  R operator()(Args...) const;
};

class thread {
  unsigned long id;

public:
  template <class F, class... Args> explicit thread(F &&, Args &&...) {}
  thread(thread &&) noexcept;
  ~thread();
  void join();
  void detach();
};
class mutex {
public:
  void lock();
  void unlock();
};
template <class M> class lock_guard {
  M &held;

public:
  explicit lock_guard(M &);
  ~lock_guard();
};

template <class C, class Traits = char_traits<C>> class basic_ios {
public:
  virtual ~basic_ios();
  explicit operator bool() const;
};
template <class C, class Traits = char_traits<C>> class basic_istream : virtual public basic_ios<C, Traits> {
public:
  basic_istream &operator>>(double &);
  basic_istream &operator>>(int &);
  basic_istream &read(C *to, ptrdiff_t count);
};
template <class C, class Traits = char_traits<C>> class basic_ifstream : public basic_istream<C, Traits> {
public:
  basic_ifstream();
  explicit basic_ifstream(const char *path);
  explicit basic_ifstream(const string &path);
  ~basic_ifstream();
};
template <class C, class Traits = char_traits<C>> class basic_ofstream {
public:
  explicit basic_ofstream(const char *path);
  ~basic_ofstream();
  basic_ofstream &operator<<(double);
  basic_ofstream &operator<<(const string &);
};
using istream = basic_istream<char>;
using ifstream = basic_ifstream<char>;
using ofstream = basic_ofstream<char>;
template <class C, class Traits, class A>
basic_istream<C, Traits> &getline(basic_istream<C, Traits> &, basic_string<C, Traits, A> &);

template <class Iterator> Iterator max_element(Iterator from, Iterator to);
template <class Iterator> void sort(Iterator from, Iterator to);
template <class Iterator, class T> T accumulate(Iterator from, Iterator to, T start);
template <class Iterator, class T> Iterator find(Iterator from, Iterator to, const T &value);

template <class T, size_t N> struct array {
  T elements[N];
  T &operator[](size_t index);
};
} // namespace std
