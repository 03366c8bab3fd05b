// Loads sales into an SQLite database and reads a query's rows back as structs.
// RUN: %peak %s {sales_csv} {tmp}
// XFAIL: *
// The estimate is off by more than it may be; see scripts/accuracy.
// LINK: -lsqlite3
// REQUIRES: sqlite
#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

class Statement {
public:
  Statement(sqlite3 *db, const char *sql) {
    if (sqlite3_prepare_v2(db, sql, -1, &stmt_, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(db));
  }
  ~Statement() { sqlite3_finalize(stmt_); }
  Statement(const Statement &) = delete;
  Statement &operator=(const Statement &) = delete;

  void bind(int i, long long value) { sqlite3_bind_int64(stmt_, i, value); }
  void bind(int i, double value) { sqlite3_bind_double(stmt_, i, value); }
  void bind(int i, const std::string &value) {
    sqlite3_bind_text(stmt_, i, value.c_str(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
  }
  bool step() {
    int rc = sqlite3_step(stmt_);
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
      throw std::runtime_error(sqlite3_errmsg(sqlite3_db_handle(stmt_)));
    return rc == SQLITE_ROW;
  }
  void reset() { sqlite3_reset(stmt_); }
  long long integer(int i) { return sqlite3_column_int64(stmt_, i); }
  double real(int i) { return sqlite3_column_double(stmt_, i); }
  std::string text(int i) {
    auto *s = reinterpret_cast<const char *>(sqlite3_column_text(stmt_, i));
    return s ? std::string(s, sqlite3_column_bytes(stmt_, i)) : std::string();
  }

private:
  sqlite3_stmt *stmt_ = nullptr;
};

class Database {
public:
  explicit Database(const std::string &path) {
    if (sqlite3_open(path.c_str(), &db_) != SQLITE_OK) {
      std::string message = sqlite3_errmsg(db_);
      sqlite3_close(db_);
      throw std::runtime_error(message);
    }
  }
  ~Database() { sqlite3_close(db_); }
  Database(const Database &) = delete;
  Database &operator=(const Database &) = delete;

  void exec(const char *sql) {
    char *error = nullptr;
    if (sqlite3_exec(db_, sql, nullptr, nullptr, &error) != SQLITE_OK) {
      std::string message = error ? error : "unknown error";
      sqlite3_free(error);
      throw std::runtime_error(message);
    }
  }
  operator sqlite3 *() { return db_; }

private:
  sqlite3 *db_ = nullptr;
};

struct Sale {
  long long id;
  std::string city;
  std::string customer;
  double total;
};

std::size_t load(Database &db, std::istream &in) {
  db.exec("PRAGMA synchronous = OFF");
  db.exec("CREATE TABLE sale (id INTEGER PRIMARY KEY, date TEXT, city TEXT, customer TEXT, quantity INT, price REAL)");
  Statement insert(db, "INSERT INTO sale VALUES (?, ?, ?, ?, ?, ?)");
  db.exec("BEGIN");
  std::string line;
  std::getline(in, line);
  std::size_t rows = 0;
  while (std::getline(in, line)) {
    std::istringstream fields(line);
    std::string id, date, city, customer, quantity, price;
    std::getline(fields, id, ',');
    std::getline(fields, date, ',');
    std::getline(fields, city, ',');
    std::getline(fields, customer, ',');
    std::getline(fields, quantity, ',');
    std::getline(fields, price, ',');
    if (price.empty())
      continue;
    insert.bind(1, std::stoll(id));
    insert.bind(2, date);
    insert.bind(3, city);
    insert.bind(4, customer);
    insert.bind(5, std::stoll(quantity));
    insert.bind(6, std::stod(price));
    insert.step();
    insert.reset();
    ++rows;
  }
  db.exec("COMMIT");
  return rows;
}

std::vector<Sale> salesSince(Database &db, const std::string &date) {
  Statement query(db, "SELECT id, city, customer, quantity * price FROM sale WHERE date >= ?");
  query.bind(1, date);
  std::vector<Sale> sales;
  while (query.step())
    sales.push_back({query.integer(0), query.text(1), query.text(2), query.real(3)});
  return sales;
}

} // namespace

int main(int argc, char **argv) {
  if (argc != 3) {
    std::cerr << "usage: " << argv[0] << " FILE FOLDER\n";
    return 2;
  }
  try {
    std::ifstream in(argv[1]);
    if (!in)
      throw std::runtime_error(std::string("cannot open ") + argv[1]);
    Database db(std::string(argv[2]) + "/sales.db");
    std::size_t rows = load(db, in);
    std::vector<Sale> sales = salesSince(db, "2023-04-01");
    std::sort(sales.begin(), sales.end(), [](const Sale &a, const Sale &b) { return a.total > b.total; });
    double sum = 0;
    for (const Sale &sale : sales)
      sum += sale.total;
    std::cout << rows << " rows, " << sales.size() << " sales of " << sum << '\n';
    for (std::size_t i = 0; i < std::min<std::size_t>(3, sales.size()); ++i)
      std::cout << sales[i].id << ' ' << sales[i].city << ' ' << sales[i].customer << ' ' << sales[i].total << '\n';
  } catch (const std::exception &e) {
    std::cerr << e.what() << '\n';
    return 1;
  }
}
