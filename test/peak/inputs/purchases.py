def records(draw, size):
    customers = max(20, size // 60)
    number = 0
    yield "order_id,customer_id,amount,currency\n"
    while True:
        yield f"{number},{draw.randrange(customers)},{draw.random() * 500:.2f},{draw.choice(['EUR', 'USD', 'GBP'])}\n"
        number += 1
