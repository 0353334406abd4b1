"""Reading a page as a person does."""


def page_of(visitor, address: str) -> str:
    answer = visitor.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)
